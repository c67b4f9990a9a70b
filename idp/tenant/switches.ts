/** Every point where Entra's behaviour is inferred or told in two ways, as a named switch: one table, printed by reports and read by the tenant. */

/** The values in effect. A tenant or a single application may set any of them (`switches:` in the tenant file or in a target's `idp:`). */
export interface Switches {
  audiencePrefix: 'spn' | 'none';
  conditionsWindow: 'observed' | 'documented';
  confirmationWindow: 'observed' | 'documented';
  requestedContextEchoed: boolean;
  replyUrlIndex: 'ignored' | 'honoured';
  replyUrlWildcards: boolean;
  staleRequests: 'ignored' | 'refused';
  destination: 'ignored' | 'checked';
  spNameQualifier: 'echoed' | 'refused';
  authnContext: 'session' | 'ignored';
  errorResponses: 'documented' | 'always' | 'never';
  expiredVerificationCertificates: 'accepted' | 'refused';
  inactiveCertificatesInMetadata: boolean;
  metadataSigningKey: 'application' | 'tenant';
  passwords: 'whenSet' | 'always' | 'never';
  staySignedIn: 'asked' | 'skipped';
  missingInput: 'refuse' | 'omit';
  unspecifiedNameId: 'source' | 'pairwise';
  persistentNameId: 'source' | 'pairwise';
}

/** documented, observed in published artefacts, inferred, or sources that disagree. */
export type Evidence = 'documented' | 'observed' | 'inferred' | 'conflicting';

export interface Switch {
  name: string;
  default: string | boolean;
  allowed: (string | boolean)[];
  /** What the default does, and what the other values do. */
  meaning: string;
  evidence: Evidence;
}

interface TypedSwitch<Name extends keyof Switches> extends Switch {
  name: Name;
  default: Switches[Name];
  allowed: Switches[Name][];
}

type Row = { [Name in keyof Switches]: TypedSwitch<Name> }[keyof Switches];

const onOff = [false, true];

/** The switches of sign-in, metadata and certificates; sections are those of the fact sheet on Entra. */
export const switches: Row[] = [
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
    allowed: ['observed', 'documented'],
    meaning:
      'Conditions: from 5 minutes before the issue to the end of the lifetime, or, as the protocol page says, from the issue to 70 minutes later (section 4).',
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
];

const defaults = Object.fromEntries(switches.map((one) => [one.name, one.default])) as unknown as Switches;

/** The values in effect: the application's, else the tenant's, else the defaults. */
export function switchesOf(
  tenant: { switches?: Partial<Switches> },
  application?: { switches?: Partial<Switches> },
): Switches {
  if (tenant.switches === undefined && application?.switches === undefined) return defaults;
  return { ...defaults, ...tenant.switches, ...application?.switches };
}

/** What is wrong with switches that somebody wrote, each with its path below `switches`; an empty list when nothing is. */
export function switchMistakes(given: Record<string, unknown>): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const known = switches.find((one) => one.name === name);
    if (known === undefined) return [`${name}: unknown; there are ${switches.map((one) => one.name).join(', ')}`];
    const allowed: unknown[] = known.allowed;
    return allowed.includes(value)
      ? []
      : [`${name}: expected one of ${allowed.join(', ')}, found ${(JSON.stringify(value) ?? 'nothing').slice(0, 60)}`];
  });
}
