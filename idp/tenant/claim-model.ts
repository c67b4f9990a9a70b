/** The claim editor as data: sources, transformations, conditions, the NameID and the group claim. Pure types, no behaviour. */

/** Configurable NameID formats of the claim editor; `default` leaves the choice to the source attribute. */
export type NameIdFormatName =
  'default' | 'emailAddress' | 'persistent' | 'unspecified' | 'transient' | 'windowsDomainQualifiedName';

/** The functions of Entra's claim transformations; ToLower and ToUpper are other names of ToLowercase and ToUppercase. */
export type TransformationFunction =
  | 'ExtractMailPrefix'
  | 'Join'
  | 'ToLowercase'
  | 'ToLower'
  | 'ToUppercase'
  | 'ToUpper'
  | 'Contains'
  | 'StartWith'
  | 'EndWith'
  | 'Extract'
  | 'ExtractAlpha'
  | 'ExtractNumeric'
  | 'IfEmpty'
  | 'IfNotEmpty'
  | 'Substring'
  | 'RegexReplace';

/** One step on the way from a source to a value; which parameters a function takes: `idp/claims/parameters.ts`. */
export interface Transformation {
  function: TransformationFunction;
  /** Join: what is put behind the input, a source or a constant. */
  second?: string;
  /** Join: between the two; default nothing. */
  separator?: string;
  /** Contains, StartWith, EndWith: what is looked for; case counts. */
  value?: string;
  /** Contains, StartWith, EndWith, IfEmpty, IfNotEmpty: the value when the condition holds, a source or a constant. */
  output?: string;
  /** The value when the condition does not hold or the pattern does not match, a source or a constant. */
  otherwise?: string;
  /** Extract: the text behind this; together with `before` the text between the two. */
  after?: string;
  /** Extract: the text in front of this. */
  before?: string;
  /** ExtractAlpha, ExtractNumeric: from which end. */
  part?: 'prefix' | 'suffix';
  /** Substring: position of the first character, from 0. */
  start?: number;
  /** Substring: number of characters; absent means up to the end. */
  length?: number;
  /** RegexReplace: a .NET regular expression; groups are named `(?'name'…)`. */
  pattern?: string;
  /** RegexReplace: text with `{group}` and `{user.department}` in it. */
  replacement?: string;
  /** RegexReplace: up to five further sources that the replacement names. */
  inputs?: string[];
}

/** Where a value comes from and what is done to it. */
export interface ClaimSource {
  /** `user.mail`, `user.assignedroles`, `user.groups` … or a constant (anything without a known prefix). */
  source: string;
  /** At most two, one after the other. */
  transformations?: Transformation[];
  /** Transforms every value of the source instead of the first («treat source as multivalued»). */
  multiValued?: boolean;
}

export type ConditionUserType = 'any' | 'members' | 'allGuests' | 'entraGuests' | 'externalGuests';

/** Another source for some users. The last one that matches and has a value wins. */
export interface ClaimCondition extends ClaimSource {
  /** Default `any`. */
  userType?: ConditionUserType;
  /** Ids of groups; the user must be in one of them. */
  groups?: string[];
}

/** One custom claim: an attribute name and where its value comes from. */
export interface ClaimRule extends ClaimSource {
  name: string;
  /** Joined in front of the name with a slash; empty or absent gives the bare name. */
  namespace?: string;
  nameFormat?: 'unspecified' | 'uri' | 'basic';
  /** The application cannot sign a person in without this claim. */
  required?: boolean;
  conditions?: ClaimCondition[];
}

/** The unique user identifier. */
export interface NameIdRule extends ClaimSource {
  format: NameIdFormatName;
  conditions?: ClaimCondition[];
}

/** What a group is called in the claim. */
export type GroupAttribute =
  | 'id'
  | 'samAccountName'
  | 'netBiosSamAccountName'
  | 'dnsSamAccountName'
  | 'onPremisesSecurityIdentifier'
  | 'cloudDisplayName';

/** The one group claim of an application. */
export interface GroupClaim {
  /** `assigned`: groups assigned to the application that the user is a direct member of; `directoryRoles` gives the claim `wids`. */
  select: 'all' | 'security' | 'directoryRoles' | 'assigned';
  /** Default `id`; groups without the attribute are left out. `cloudDisplayName` only with `assigned`. */
  attribute?: GroupAttribute;
  /** Groups that exist only in the cloud are called by their display name. */
  cloudNames?: boolean;
  filter?: { by: 'displayName' | 'samAccountName'; match: 'prefix' | 'suffix' | 'contains'; value: string };
  name?: string;
  namespace?: string;
  /** Sends the groups as role claims; application roles are not sent then. */
  asRoles?: boolean;
  /** A .NET regular expression and its replacement; groups that do not match are left out. */
  replace?: { pattern: string; replacement: string };
}

/** A claim that is added on the token configuration page: acct, email, groups, upn, or a directory extension. */
export interface OptionalClaim {
  name: string;
  additionalProperties?: string[];
}
