/** The type of a target profile as written, generated from target.schema.json by json-schema-to-typescript; do not edit. */

/**
 * The profile of the service provider under test. Text may hold {{env.NAME}} anywhere, and {{user.*}} and {{tenant.*}} where a person's sign-in fills them in.
 */
export interface TargetProfile {
  schemaVersion: 1;
  /**
   * What reports call the service provider.
   */
  name: string;
  /**
   * By what right this system is tested; required unless every host is loopback.
   */
  authorization?: string;
  /**
   * The service provider: its metadata, or its names one by one, which win over the metadata.
   */
  sp: {
    /**
     * File (relative to this profile) or URL of the SP's SAML metadata.
     */
    metadata?: string;
    /**
     * Any string that an SP may use as its name: a URL, a urn:, a bare host.
     */
    entityId?: string;
    /**
     * Where responses are posted to.
     */
    acsUrl?: string;
    /**
     * The SP's single logout endpoint.
     */
    logoutUrl?: string;
    /**
     * The SP's signing certificate: PEM text or a file relative to this profile.
     */
    signingCertificate?: string;
    /**
     * The private key of the signing certificate, for the one case that signs an assertion with it: PEM text (from the environment: {{env.NAME}}) or a file relative to this profile. It is never written anywhere.
     */
    signingKey?: string;
    /**
     * The certificate that assertions are encrypted to: PEM text or a file relative to this profile.
     */
    encryptionCertificate?: string;
  };
  /**
   * How a person starts at the SP.
   */
  signIn: {
    startUrl: string;
    /**
     * Done before the IdP is reached.
     */
    steps?: Step[];
  };
  /**
   * Steps between the ACS and the protected page (consent, welcome).
   */
  afterSignIn?: Step[];
  /**
   * Opened after every exchange, in the same browser.
   */
  protectedPage: {
    url: string;
    signedIn: Condition;
    signedOut?: Condition;
    identity?: Probe;
    attributes?: Probe;
  };
  signOut?: {
    url: string;
  };
  users?: {
    /**
     * User principal name of the person who signs in honestly.
     */
    subject?: string;
    /**
     * User principal name of a second person known to the SP: the canary of every forgery.
     */
    victim?: string;
  };
  /**
   * What Entra's single sign-on page would hold for this application.
   */
  idp?: {
    nameId?: NameIdRule;
    /**
     * False drops Entra's default claims (given name, surname, e-mail address, name).
     */
    defaults?: boolean;
    /**
     * Claims beside the defaults.
     */
    claims?: ClaimRule[];
    groupClaim?: GroupClaim;
    optionalClaims?: OptionalClaim[];
    /**
     * Overrides the audience of assertions: an absolute URI.
     */
    audience?: string;
    /**
     * Frees some restricted claim names, and lets issuerWithApplicationId take effect.
     */
    customSigningKey?: boolean;
    /**
     * The issuer ends in the application id; ignored without a custom signing key.
     */
    issuerWithApplicationId?: boolean;
    /**
     * Writes a NameFormat on core, restricted and optional claims too.
     */
    includeAttributeNameFormat?: boolean;
    /**
     * `portal` (default) or `mapping`: a claims mapping policy allows fewer NameID transformations.
     */
    claimsPolicy?: 'portal' | 'mapping';
    switches?: Switches;
    verification?: Verification;
    conditionalAccess?: ConditionalAccessPolicy[];
    /**
     * Reply URLs by index, for AssertionConsumerServiceIndex; only with the switch replyUrlIndex.
     */
    replyUrlIndexes?: {
      [k: string]: string;
    };
    /**
     * What is signed. Stating it also says that the SP demands it: cases with another placement do not apply.
     */
    signing?: 'assertion' | 'response' | 'both';
    signatureAlgorithm?: 'rsa-sha256' | 'rsa-sha1';
    /**
     * `on` encrypts assertions to the SP's certificate.
     */
    encryption?: 'off' | 'on';
    /**
     * True: the SP also trusts the harness's second IdP.
     */
    second?: boolean;
    /**
     * Id or domain of the directory that the application is registered in; it stands in tenant.yaml of the state folder. Default: the first one.
     */
    tenant?: string;
    /**
     * Mail domains whose addresses the SP takes from this identity provider, as it is configured there. Cases about addresses of other domains are asked only where they are stated.
     *
     * @minItems 1
     */
    domains?: [string, ...string[]];
    /**
     * Signing certificates beside the active one that the IdP publishes and the SP has taken over from its metadata: `next` (a second one, as before a roll-over), `rsa4096`, `expired`. Cases about them are asked only where they are stated.
     */
    certificates?: ('next' | 'rsa4096' | 'expired')[];
  };
  /**
   * What the SP claims to support beyond signing people in. `force-authn`: it is set to ask for a fresh sign-in (ForceAuthn). `signed-requests` also follows from AuthnRequestsSigned in its metadata.
   */
  capabilities?: (
    'idp-initiated' | 'single-logout' | 'encrypted-assertions' | 'signed-requests' | 'jit-provisioning' | 'force-authn'
  )[];
  /**
   * What the SP is configured to tolerate.
   */
  clockSkewSeconds?: number;
  /**
   * What only the owner can do: a command (run in the profile's folder) or a URL that is posted to.
   */
  hooks?: {
    /**
     * Makes the SP read the IdP's metadata again.
     */
    afterRollOver?: string;
    /**
     * Makes the SP forget a certificate that the IdP no longer publishes.
     */
    afterKeyRemoval?: string;
  };
  /**
   * Failures that are expected; entries that pass, expire or name no case turn the run red.
   */
  knownFailures?: {
    /**
     * Id of a case, with or without its variant.
     */
    case: string;
    reason: string;
    /**
     * Last day, UTC, as YYYY-MM-DD.
     */
    until?: string;
  }[];
  limits?: {
    /**
     * How long one step may take.
     */
    stepSeconds?: number;
    workers?: number;
    /**
     * Pause between two exchanges, to spare the SP.
     */
    pauseMs?: number;
  };
  /**
   * Positions where published texts disagree; each has a default, and the report names the one taken.
   */
  policy?: {
    /**
     * A signed Response around an unsigned Assertion. `metadata` (default): a failure where the SP's metadata says WantAssertionsSigned; `reject`: always (SPID); `accept`: never (SAML2Int).
     */
    unsignedAssertion?: 'metadata' | 'reject' | 'accept';
    /**
     * A trusted certificate past its end date. `warn` (default): refusing it is a warning; `accept`: refusing it is a failure (Kantara); `either`: both are fine.
     */
    expiredIdpCertificate?: 'warn' | 'accept' | 'either';
    /**
     * A subject without NameID. `accept` (default, SAML2Int), `reject` (SPID) or `either`.
     */
    missingNameId?: 'accept' | 'reject' | 'either';
    /**
     * An Issuer without Format. `accept` (default, the standard) or `reject` (SPID).
     */
    missingIssuerFormat?: 'accept' | 'reject';
    /**
     * Signatures with RSA-SHA1. `reject` (default, modern profiles), `accept` (conformance text of 2005) or `either`.
     */
    rsaSha1?: 'reject' | 'accept' | 'either';
    /**
     * A harmless DOCTYPE. `able` (default): Kantara asks to be able to refuse, so being let in is a warning; `reject`: a failure; `either`: both are fine.
     */
    emptyDoctype?: 'able' | 'reject' | 'either';
    /**
     * A response nobody asked for. `either` (default): the SP's own choice; `accept` or `reject` states it.
     */
    unsolicited?: 'either' | 'accept' | 'reject';
    /**
     * `profile` (default): probe inside two thirds of clockSkewSeconds and beyond it by 180 s; `saml2int`: the fixed 3 to 5 minutes, whatever the SP is configured to.
     */
    clockSkew?: 'profile' | 'saml2int';
  };
}
/**
 * One thing that a person does on a page.
 */
export interface Step {
  /**
   * Types a value into a field: label, selector, testId, or role with name; and value.
   */
  fill?: {
    label?: string;
    role?: string;
    name?: string;
    selector?: string;
    testId?: string;
    text?: string;
    value: string;
  };
  /**
   * Clicks an element: role with name, label, selector, testId or text.
   */
  click?: {
    label?: string;
    role?: string;
    name?: string;
    selector?: string;
    testId?: string;
    text?: string;
  };
}
/**
 * All given conditions must hold.
 */
export interface Condition {
  status?: number;
  /**
   * Glob: * is anything but a slash, ** is anything.
   */
  url?: string;
  /**
   * CSS; some element must match.
   */
  selector?: string;
  /**
   * Regular expression over the page's text.
   */
  text?: string;
  /**
   * JSON pointer; something must stand there.
   */
  json?: string;
}
/**
 * Where a value stands on the page: exactly one of json, selector, text.
 */
export interface Probe {
  /**
   * JSON pointer.
   */
  json?: string;
  /**
   * CSS; the text of the first element that matches.
   */
  selector?: string;
  /**
   * Regular expression; group 1 is the value.
   */
  text?: string;
}
/**
 * The unique user identifier.
 */
export interface NameIdRule {
  /**
   * `user.mail`, `user.assignedroles`, `user.groups` … or a constant (anything without a known prefix).
   */
  source: string;
  /**
   * At most two, one after the other.
   *
   * @maxItems 2
   */
  transformations?: [] | [Transformation] | [Transformation, Transformation];
  /**
   * Transforms every value of the source instead of the first.
   */
  multiValued?: boolean;
  format?: 'default' | 'emailAddress' | 'persistent' | 'unspecified' | 'transient' | 'windowsDomainQualifiedName';
  /**
   * Other sources for some users; the last one that matches and has a value wins.
   */
  conditions?: ClaimCondition[];
}
/**
 * One step on the way from a source to a value. Which parameters a function takes is checked when the application is registered.
 */
export interface Transformation {
  function:
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
  /**
   * Join: what is put behind the input, a source or a constant.
   */
  second?: string;
  /**
   * Join: between the two.
   */
  separator?: string;
  /**
   * Contains, StartWith, EndWith: what is looked for; case counts.
   */
  value?: string;
  /**
   * Contains, StartWith, EndWith, IfEmpty, IfNotEmpty: the value when the condition holds, a source or a constant.
   */
  output?: string;
  /**
   * The value when the condition does not hold or the pattern does not match, a source or a constant.
   */
  otherwise?: string;
  /**
   * Extract: the text behind this; together with `before` the text between the two.
   */
  after?: string;
  /**
   * Extract: the text in front of this.
   */
  before?: string;
  /**
   * ExtractAlpha, ExtractNumeric: from which end.
   */
  part?: 'prefix' | 'suffix';
  /**
   * Substring: position of the first character, from 0.
   */
  start?: number;
  /**
   * Substring: number of characters; absent means up to the end.
   */
  length?: number;
  /**
   * RegexReplace: a .NET regular expression; groups are named (?'name'…).
   */
  pattern?: string;
  /**
   * RegexReplace: text with {group} and {user.department} in it.
   */
  replacement?: string;
  /**
   * RegexReplace: up to five further sources that the replacement names.
   */
  inputs?: string[];
}
/**
 * Another source for some users.
 */
export interface ClaimCondition {
  /**
   * Default any.
   */
  userType?: 'any' | 'members' | 'allGuests' | 'entraGuests' | 'externalGuests';
  /**
   * Ids or display names of groups; the user must be in one of them.
   */
  groups?: string[];
  /**
   * `user.mail`, `user.assignedroles`, `user.groups` … or a constant (anything without a known prefix).
   */
  source: string;
  /**
   * At most two, one after the other.
   *
   * @maxItems 2
   */
  transformations?: [] | [Transformation] | [Transformation, Transformation];
  /**
   * Transforms every value of the source instead of the first.
   */
  multiValued?: boolean;
}
/**
 * One claim: an attribute name and where its value comes from.
 */
export interface ClaimRule {
  name: string;
  /**
   * Joined in front of the name with a slash.
   */
  namespace?: string;
  /**
   * `user.mail`, `user.assignedroles`, `user.groups` … or a constant (anything without a known prefix).
   */
  source: string;
  /**
   * At most two, one after the other.
   *
   * @maxItems 2
   */
  transformations?: [] | [Transformation] | [Transformation, Transformation];
  /**
   * Transforms every value of the source instead of the first.
   */
  multiValued?: boolean;
  nameFormat?: 'unspecified' | 'uri' | 'basic';
  /**
   * The SP cannot sign a person in without this claim.
   */
  required?: boolean;
  /**
   * Other sources for some users; the last one that matches and has a value wins.
   */
  conditions?: ClaimCondition[];
}
/**
 * The one group claim of an application.
 */
export interface GroupClaim {
  /**
   * `assigned`: groups assigned to the application that the user is a direct member of; `directoryRoles` gives the claim wids.
   */
  select: 'all' | 'security' | 'directoryRoles' | 'assigned';
  /**
   * What a group is called; default id. Groups without the attribute are left out.
   */
  attribute?:
    | 'id'
    | 'samAccountName'
    | 'netBiosSamAccountName'
    | 'dnsSamAccountName'
    | 'onPremisesSecurityIdentifier'
    | 'cloudDisplayName';
  /**
   * Groups that exist only in the cloud are called by their display name.
   */
  cloudNames?: boolean;
  filter?: {
    by: 'displayName' | 'samAccountName';
    match: 'prefix' | 'suffix' | 'contains';
    value: string;
  };
  name?: string;
  namespace?: string;
  /**
   * Sends the groups as role claims; application roles are not sent then.
   */
  asRoles?: boolean;
  /**
   * A .NET regular expression and its replacement; groups that do not match are left out.
   */
  replace?: {
    pattern: string;
    replacement: string;
  };
}
/**
 * A claim of the token configuration page.
 */
export interface OptionalClaim {
  /**
   * acct, email, groups, upn, or a directory extension (extension_…).
   */
  name: string;
  additionalProperties?: string[];
}
/**
 * Inferred and conflicting points of Entra's behaviour, other than their defaults; what each means is in docs/tenant.md.
 */
export interface Switches {
  audiencePrefix?: 'spn' | 'none';
  conditionsWindow?: 'observed' | 'documented' | 'withSkew';
  confirmationWindow?: 'observed' | 'documented';
  requestedContextEchoed?: boolean;
  replyUrlIndex?: 'ignored' | 'honoured';
  replyUrlWildcards?: boolean;
  staleRequests?: 'ignored' | 'refused';
  destination?: 'ignored' | 'checked';
  spNameQualifier?: 'echoed' | 'refused';
  authnContext?: 'session' | 'ignored';
  errorResponses?: 'documented' | 'always' | 'never';
  expiredVerificationCertificates?: 'accepted' | 'refused';
  inactiveCertificatesInMetadata?: boolean;
  metadataSigningKey?: 'application' | 'tenant';
  passwords?: 'whenSet' | 'always' | 'never';
  staySignedIn?: 'asked' | 'skipped';
  missingInput?: 'refuse' | 'omit';
  unspecifiedNameId?: 'source' | 'pairwise';
  persistentNameId?: 'source' | 'pairwise';
  groupsPosition?: 'core' | 'last';
  encryptionContent?: 'aes256-cbc' | 'aes256-gcm' | 'aes128-cbc' | 'aes128-gcm';
  encryptionKey?: 'rsa-oaep-mgf1p' | 'rsa-oaep' | 'rsa-1_5';
  unknownIssuer?: 'current' | 'older' | 'misconfigured';
  undeflatedRedirects?: 'accepted' | 'refused';
  commonEntityId?: 'tenantid' | 'tenant';
  foreignSession?: 'ignored' | 'refused';
  signLogoutRequests?: boolean;
  signLogoutResponses?: boolean;
  sessionIndexInLogoutRequests?: boolean;
  lowerCaseEscapes?: boolean;
  matchLogoutNameId?: boolean;
  matchSessionIndex?: boolean;
  broadcastToInitiator?: boolean;
  refuseLogoutResponses?: boolean;
}
/**
 * Signed requests: the card «Verification certificates».
 */
export interface Verification {
  /**
   * Refuses requests that are not signed. Default false.
   */
  required?: boolean;
  /**
   * Allows requests signed with RSA-SHA1. Default false.
   */
  allowSha1?: boolean;
  /**
   * PEM, oldest first.
   */
  certificates?: string[];
}
/**
 * For everybody unless users or groups are named; one that blocks wins.
 */
export interface ConditionalAccessPolicy {
  /**
   * mfa demands a second factor, block lets nobody in (AADSTS53003).
   */
  grant: 'mfa' | 'block';
  /**
   * User principal names or ids.
   */
  users?: string[];
  /**
   * Display names or ids.
   */
  groups?: string[];
}
