/** The directory as data: tenants, users, groups and application registrations. Pure types, no behaviour. */

/** An Entra tenant: one directory with its own issuer. */
export interface Tenant {
  /** Immutable tenant GUID, lower case; the issuer is built from it (`https://sts.windows.net/{id}/`). */
  id: string;
  displayName: string;
  /** Registered domains; each answers like the GUID in URLs. */
  domains: string[];
  users: User[];
  groups: Group[];
  applications: Application[];
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
  /** Every other source attribute, keyed by its lower-case Entra name without `user.` (`department`, `extensionattribute1` …). */
  attributes: Record<string, string | string[]>;
  /** Ids of the groups that the user is a direct member of. */
  groups: string[];
}

export interface Group {
  id: string;
  displayName: string;
  securityEnabled: boolean;
  onPremisesSamAccountName?: string;
  onPremisesSecurityIdentifier?: string;
  /** Ids of groups that this group is a direct member of. */
  memberOf: string[];
}

export type SigningOption = 'assertion' | 'response' | 'both';
export type SignatureAlgorithm = 'rsa-sha256' | 'rsa-sha1';

/** Configurable NameID formats of the claim editor; `default` leaves the choice to the source attribute. */
export type NameIdFormatName =
  'default' | 'emailAddress' | 'persistent' | 'unspecified' | 'transient' | 'windowsDomainQualifiedName';

/** One custom claim: an attribute name and where its value comes from. */
export interface ClaimRule {
  name: string;
  /** Joined in front of the name with a slash; empty or absent gives the bare name. */
  namespace?: string;
  /** `user.mail`, `user.assignedroles`, `user.groups` … or a constant (anything without a known prefix). */
  source: string;
  nameFormat?: 'unspecified' | 'uri' | 'basic';
  /** The application cannot sign a person in without this claim. */
  required?: boolean;
}

export interface Assignment {
  /** Id of a user or a group. */
  principalId: string;
  role?: string;
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
  signOnUrl?: string;
  relayState?: string;
  /** Overrides the audience of assertions (Entra: advanced claims options). */
  audience?: string;
  logoutUrl?: string;
  enabled: boolean;
  assignmentRequired: boolean;
  assignments: Assignment[];
  nameId: { source: string; format: NameIdFormatName };
  /** Whether the default claims (givenname, surname, emailaddress, name) are emitted. */
  basicClaims: boolean;
  claims: ClaimRule[];
  signing: SigningOption;
  signatureAlgorithm: SignatureAlgorithm;
  /** Certificate (PEM) that assertions are encrypted to; absent means they are sent in clear. */
  encryptionCertificate?: string;
  /** Minutes that a token is valid: 10 to 1440, default 60 (`AccessTokenLifetime`). */
  tokenLifetimeMinutes: number;
}
