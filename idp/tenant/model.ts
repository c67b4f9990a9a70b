/** The directory as data: tenants, users, groups and application registrations. Pure types, no behaviour. */

import type { ClaimRule, GroupClaim, NameIdRule, OptionalClaim } from './claim-model.ts';
import type { Switches } from './switches.ts';

export type * from './claim-model.ts';

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
  /** Domains whose accounts sign in at another identity provider. */
  federatedDomains?: FederatedDomain[];
  /** Inferred and conflicting points, other than their defaults: see `switches.ts`. */
  switches?: Partial<Switches>;
  /** Ids of what `tenant.yaml` declared at the last start; what is taken out of the file goes from the tenant with it. */
  declared?: string[];
}

/** A domain whose accounts sign in elsewhere; the mock takes their word for it and asks for no password. */
export interface FederatedDomain {
  domain: string;
  /** Entity id of that identity provider. Absent: its realm object is missing (AADSTS50107). */
  realm?: string;
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
  /** The certificate of a sign-in by X509 is not accepted (AADSTS50012). */
  certificateRefused?: boolean;
  /** Per-user multifactor authentication: a second factor is demanded at every application. */
  mfaRequired?: boolean;
  /** False: a second factor must be registered first (AADSTS50079). Default true. */
  mfaRegistered?: boolean;
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

export interface Assignment {
  /** Id of a user or a group. */
  principalId: string;
  role?: string;
}

/** A conditional access policy of an application. Without users and groups it is for everybody; one that blocks wins. */
export interface ConditionalAccessPolicy {
  /** `mfa` demands a second factor (AADSTS50074, AADSTS50076, AADSTS50079), `block` lets nobody in (AADSTS53003). */
  grant: 'mfa' | 'block';
  /** User principal names or ids. */
  users?: string[];
  /** Display names or ids; members of nested groups count. */
  groups?: string[];
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
  conditionalAccess?: ConditionalAccessPolicy[];
  /** Absent: the shared certificate, active. */
  certificates?: SigningCertificate[];
  /** Who hears that a certificate ends: up to five addresses. */
  notificationEmails?: string[];
  signOnUrl?: string;
  relayState?: string;
  /** Overrides the audience of assertions (Entra: advanced claims options). */
  audience?: string;
  logoutUrl?: string;
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
  /** Certificates (PEM) that it may be made active from; the active one need not be among them. */
  encryptionCertificates?: string[];
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
