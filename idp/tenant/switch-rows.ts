/** The switches of requests, responses, metadata and sign-in pages; sections are those of the fact sheet on Entra. */

import type { Row } from './switches.ts';

const onOff = [false, true];

export const requestSwitches: Row[] = [
  {
    name: 'unknownIssuer',
    default: 'current',
    allowed: ['current', 'older', 'misconfigured'],
    meaning:
      'An Issuer that no application has: AADSTS700016, the older AADSTS70001, or AADSTS650056, which is seen at times (sections 3 and 7).',
    evidence: 'observed',
  },
  {
    name: 'undeflatedRedirects',
    default: 'accepted',
    allowed: ['accepted', 'refused'],
    meaning:
      'A message by Redirect that is not deflated: taken all the same, as one field note tells, or refused with AADSTS75005 (section 3).',
    evidence: 'observed',
  },
  {
    name: 'replyUrlIndex',
    default: 'ignored',
    allowed: ['ignored', 'honoured'],
    meaning: 'AssertionConsumerServiceIndex: not looked at, or it chooses among the reply URLs (section 3).',
    evidence: 'inferred',
  },
  {
    name: 'replyUrlWildcards',
    default: false,
    allowed: onOff,
    meaning: 'A `*` in a registered reply URL stands for any text, as patterns of gallery applications do (section 3).',
    evidence: 'inferred',
  },
  {
    name: 'staleRequests',
    default: 'ignored',
    allowed: ['ignored', 'refused'],
    meaning: 'IssueInstant: not evaluated, or AADSTS76026 when it is more than ten minutes off (section 3).',
    evidence: 'conflicting',
  },
  {
    name: 'destination',
    default: 'ignored',
    allowed: ['ignored', 'checked'],
    meaning: 'Destination of the request: ignored, or AADSTS75008 when it is not the Login URL (section 3).',
    evidence: 'conflicting',
  },
  {
    name: 'spNameQualifier',
    default: 'echoed',
    allowed: ['echoed', 'refused'],
    meaning:
      'SPNameQualifier of the NameIDPolicy: sent back in the NameID, or refused by an error Response (AADSTS75006, AADSTS90011) (section 3).',
    evidence: 'conflicting',
  },
  {
    name: 'authnContext',
    default: 'session',
    allowed: ['session', 'ignored'],
    meaning:
      'RequestedAuthnContext: AADSTS75011 when the session was made by another method, or not looked at (section 3). PasswordProtectedTransport goes with a Password session.',
    evidence: 'observed',
  },
  {
    name: 'errorResponses',
    default: 'documented',
    allowed: ['documented', 'always', 'never'],
    meaning:
      'Refusals after application and reply URL are known: an error Response where Entra documents one, for every code that has an inferred status, or a page for all (section 7).',
    evidence: 'inferred',
  },
  {
    name: 'expiredVerificationCertificates',
    default: 'accepted',
    allowed: ['accepted', 'refused'],
    meaning: 'Whether an expired verification certificate still verifies signed requests (section 3).',
    evidence: 'inferred',
  },
];

export const responseSwitches: Row[] = [
  {
    name: 'audiencePrefix',
    default: 'spn',
    allowed: ['spn', 'none'],
    meaning:
      'Audience of an identifier that is no URI: with `spn:` in front, or as it is. Applications registered from a target profile start with `none`, so that the SP sees its own entity id (section 3).',
    evidence: 'documented',
  },
  {
    name: 'conditionsWindow',
    default: 'observed',
    allowed: ['observed', 'documented', 'withSkew'],
    meaning:
      'Conditions: from 5 minutes before the issue to the end of the lifetime; or, as the protocol page says, from the issue to 70 minutes later (10 more than the lifetime); or, as the page on token lifetimes says, as observed and 5 minutes longer (section 4).',
    evidence: 'conflicting',
  },
  {
    name: 'confirmationWindow',
    default: 'observed',
    allowed: ['observed', 'documented'],
    meaning: 'NotOnOrAfter of the SubjectConfirmationData: that of the Conditions, or 5 minutes (section 4).',
    evidence: 'conflicting',
  },
  {
    name: 'requestedContextEchoed',
    default: false,
    allowed: onOff,
    meaning:
      'AuthnContextClassRef of the response: the class of the session (Password), or the one that was asked for (section 4).',
    evidence: 'inferred',
  },
  {
    name: 'missingInput',
    default: 'refuse',
    allowed: ['refuse', 'omit'],
    meaning:
      'A claim whose transformation lacks its input or cannot work on it: AADSTS501241 or AADSTS50124, or the claim is left out. Never for the NameID (section 5).',
    evidence: 'documented',
  },
  {
    name: 'unspecifiedNameId',
    default: 'source',
    allowed: ['source', 'pairwise'],
    meaning:
      'A NameIDPolicy for the format unspecified: the configured source, or, as the protocol page says, a pairwise identifier (section 4).',
    evidence: 'conflicting',
  },
  {
    name: 'persistentNameId',
    default: 'source',
    allowed: ['source', 'pairwise'],
    meaning:
      'The format persistent by configuration: the configured source, or a pairwise identifier. By request it is always pairwise (section 4).',
    evidence: 'inferred',
  },
  {
    name: 'groupsPosition',
    default: 'core',
    allowed: ['core', 'last'],
    meaning:
      'Where groups and roles stand in the AttributeStatement: behind the display name, or behind every other claim (sections 5 and 6).',
    evidence: 'inferred',
  },
  {
    name: 'encryptionContent',
    default: 'aes256-cbc',
    allowed: ['aes256-cbc', 'aes256-gcm', 'aes128-cbc', 'aes128-gcm'],
    meaning: 'What assertions are encrypted with; documented is only AES-256 (section 4).',
    evidence: 'inferred',
  },
  {
    name: 'encryptionKey',
    default: 'rsa-oaep-mgf1p',
    allowed: ['rsa-oaep-mgf1p', 'rsa-oaep', 'rsa-1_5'],
    meaning: 'What the key of an encrypted assertion is encrypted with; no text says it (section 4).',
    evidence: 'inferred',
  },
];

export const pageSwitches: Row[] = [
  {
    name: 'inactiveCertificatesInMetadata',
    default: true,
    allowed: onOff,
    meaning:
      'Metadata of an application lists inactive certificates that are still valid, after the active one (section 2).',
    evidence: 'inferred',
  },
  {
    name: 'metadataSigningKey',
    default: 'application',
    allowed: ['application', 'tenant'],
    meaning: "Metadata of an application is signed by its active key, or by the tenant's (section 2).",
    evidence: 'inferred',
  },
  {
    name: 'commonEntityId',
    default: 'tenantid',
    allowed: ['tenantid', 'tenant'],
    meaning:
      'The word in braces that stands for the tenant in the entity id of the tenant-independent metadata: as in a published copy, or as in the documentation. The first tenant says it (section 1).',
    evidence: 'conflicting',
  },
  {
    name: 'passwords',
    default: 'whenSet',
    allowed: ['whenSet', 'always', 'never'],
    meaning:
      'The password page comes for users that have a password, for all (any password does for users without one), or for none. The harness’s own: Entra always asks.',
    evidence: 'documented',
  },
  {
    name: 'staySignedIn',
    default: 'asked',
    allowed: ['asked', 'skipped'],
    meaning: 'After a password: the page «Stay signed in?», or not.',
    evidence: 'observed',
  },
  {
    name: 'foreignSession',
    default: 'ignored',
    allowed: ['ignored', 'refused'],
    meaning:
      'A browser that is signed in to another directory of this process: asked to sign in as if it were not, or refused with AADSTS51004 (a passive request: AADSTS16000) (section 7).',
    evidence: 'inferred',
  },
];
