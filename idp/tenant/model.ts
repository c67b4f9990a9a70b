/** The directory as data: tenants, users, groups and application registrations. Pure types, no behaviour. */

import type { Switches } from './switches.ts';

/** An Entra tenant: one directory with its own issuer. */
export interface Tenant {
  /** Immutable tenant GUID, lower case; the issuer is built from it (`https://sts.windows.net/{id}/`). */
  id: string;
  displayName: string;
  /** Registered domains; each answers like the GUID in URLs. */
  domains: string[];
  /** Two-letter country code, the source `company.tenantcountry`. */
  country?: string;
  users: User[];
  groups: Group[];
  applications: Application[];
  /** Inferred and conflicting points, other than their defaults: see `switches.ts`. */
  switches?: Partial<Switches>;
  /** Ids of what `tenant.yaml` declared at the last start; what is taken out of the file goes from the tenant with it. */
  declared?: string[];
}

/** How the user's session was authenticated; decides AADSTS75011 and `authnmethodsreferences`. */
export type SignInMethod = 'Password' | 'MultiFactor' | 'X509' | 'WindowsIntegrated';

/** A user of the directory. Empty or absent properties yield no claim (observed in Entra). */
export interface User {
  /** Object id, a GUID. */
  id: string;
  userPrincipalName: string;
  displayName?: string;
  givenName?: string;
  surname?: string;
  mail?: string;
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  password?: string;
  /** How this user signs in; default Password. */
  signInMethod?: SignInMethod;
  /** Too many wrong passwords (AADSTS50053). */
  locked?: boolean;
  /** The password is to be changed (AADSTS50055). */
  passwordExpired?: boolean;
  /** Every other source attribute, keyed by its lower-case Entra name without `user.` (`department`, `extensionattribute1` …). */
  attributes: Record<string, string | string[]>;
  /** Ids of the groups that the user is a direct member of. */
  groups: string[];
  /** Template ids of the directory roles that the user holds (the claim `wids`). */
  directoryRoles?: string[];
  /** Of a guest: the Entra tenant that the account lives in; absent for guests from elsewhere. */
  homeTenantId?: string;
}

export interface Group {
  id: string;
  displayName: string;
  securityEnabled: boolean;
  onPremisesSamAccountName?: string;
  /** `CONTOSO` in `CONTOSO\sales`. */
  onPremisesNetBiosName?: string;
  /** `contoso.com` in `contoso.com\sales`. */
  onPremisesDomainName?: string;
  onPremisesSecurityIdentifier?: string;
  /** Ids of groups that this group is a direct member of. */
  memberOf: string[];
}

export type SigningOption = 'assertion' | 'response' | 'both';
export type SignatureAlgorithm = 'rsa-sha256' | 'rsa-sha1';

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

export interface Assignment {
  /** Id of a user or a group. */
  principalId: string;
  role?: string;
}

/** Single logout switches of the mock; absent ones have the defaults of `logoutSettings`. */
export interface LogoutSettings {
  /** Sign LogoutRequests. Default true. */
  signRequests?: boolean;
  /** Sign LogoutResponses. Default false. */
  signResponses?: boolean;
  /** Write percent escapes in lower case, as .NET does. Default false. */
  lowerCaseEscapes?: boolean;
  /** Refuse a SessionIndex that is not the session's (AADSTS50070). Default false: it is not looked at. */
  matchSessionIndex?: boolean;
  /** Refuse a NameID that is not the session's (AADSTS50070). Default false: it is not looked at. */
  matchNameId?: boolean;
  /** Hostile: send a LogoutRequest to the initiator as well. Default false. */
  broadcastToInitiator?: boolean;
  /** Hostile: refuse the SP's LogoutResponse as unsupported. Default false. */
  refuseResponses?: boolean;
}

/** The card «Verification certificates»: signed requests. */
export interface Verification {
  /** «Require verification certificates». Default false: signatures are not even looked at. */
  required?: boolean;
  /** «Allow requests signed with RSA-SHA1». Default false. */
  allowSha1?: boolean;
  /** PEM, oldest first; without a key id in the request only the two newest are tried (documented). */
  certificates?: string[];
}

/** A signing certificate of an application. */
export interface SigningCertificate {
  /** Name of the key in the state; `idp` is the one that all applications share until they get their own. */
  key: string;
  /** At most one is active; a new one is not. */
  active: boolean;
  /** PEM. */
  certificate: string;
  /** ISO instant. */
  addedAt: string;
}

/** An application registration with its service principal: what Entra's single sign-on page holds. */
export interface Application {
  /** Application (client) id, a GUID. */
  appId: string;
  displayName: string;
  /** Identifiers (entity ids), unique in the tenant, compared exactly. */
  identifiers: string[];
  /** Reply URLs (ACS); the first is the default one. */
  replyUrls: string[];
  /** Reply URLs by index, for AssertionConsumerServiceIndex; only with the switch `replyUrlIndex`. */
  replyUrlIndexes?: Record<string, string>;
  /** Inferred and conflicting points, other than the tenant's: see `switches.ts`. */
  switches?: Partial<Switches>;
  verification?: Verification;
  /** Absent: the shared certificate, active. */
  certificates?: SigningCertificate[];
  /** Who hears that a certificate ends: up to five addresses. */
  notificationEmails?: string[];
  signOnUrl?: string;
  relayState?: string;
  /** Overrides the audience of assertions (Entra: advanced claims options). */
  audience?: string;
  logoutUrl?: string;
  logout?: LogoutSettings;
  enabled: boolean;
  assignmentRequired: boolean;
  assignments: Assignment[];
  nameId: NameIdRule;
  /** Whether the default claims (givenname, surname, emailaddress, name) are emitted. */
  basicClaims: boolean;
  claims: ClaimRule[];
  groupClaim?: GroupClaim;
  optionalClaims?: OptionalClaim[];
  /** Labels, the source `application.tags`. */
  tags?: string[];
  /** Frees some restricted claim names, and lets `issuerWithApplicationId` take effect. */
  customSigningKey?: boolean;
  /** The issuer becomes `https://sts.windows.net/{tenant}/{appId}`; ignored without a custom signing key (documented). */
  issuerWithApplicationId?: boolean;
  /** Writes a NameFormat on core, restricted and optional claims too. */
  includeAttributeNameFormat?: boolean;
  /** `portal` (default) or `mapping`: a claims mapping policy allows fewer NameID transformations. */
  claimsPolicy?: 'portal' | 'mapping';
  signing: SigningOption;
  signatureAlgorithm: SignatureAlgorithm;
  /** Certificate (PEM) that assertions are encrypted to; absent means they are sent in clear. */
  encryptionCertificate?: string;
  /** Minutes that a token is valid: 10 to 1440, default 60 (`AccessTokenLifetime`). */
  tokenLifetimeMinutes: number;
  /** Names of signing keys whose certificates the metadata holds beside the active one (`idpNext` before a roll-over). */
  publishedKeys?: string[];
  /** «Visible to users»: assigned users see a tile in My Apps. Default true. */
  visible?: boolean;
  /** The administrator's notes, at most 1,024 characters. */
  notes?: string;
  /** `none` until SAML is chosen on the page «Select a single sign-on method». Default `saml`. */
  singleSignOn?: 'none' | 'saml';
  /** Id of the gallery entry that it was made from. */
  galleryEntry?: string;
}
