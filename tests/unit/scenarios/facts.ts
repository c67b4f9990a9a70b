/** Small honest facts for tests: a target, a case, an exchange, controls; each test states only what differs. */

import type { Answer, Transcript } from '../../../idp/protocol/types.ts';
import type { Case } from '../../../scenarios/case.ts';
import { controlsOf, type Controls } from '../../../scenarios/judge.ts';
import type { ExchangeFacts, Observation, ProtectedPageFacts } from '../../../scenarios/observation.ts';
import type { ControlPlan } from '../../../scenarios/twins.ts';
import { defaultPolicy, type Target } from '../../../scenarios/target.ts';

export const subject = 'b.simon@contoso.com';
export const victim = 'v.ictim@contoso.com';

export function aTarget(change: Partial<Target> = {}): Target {
  return {
    file: '/profiles/target.yaml',
    profileDigest: 'sha256:00',
    name: 'Contoso Notes',
    sp: {
      entityId: 'http://localhost:8080/sp',
      acsUrl: 'http://localhost:8080/acs',
      acsUrls: ['http://localhost:8080/acs'],
    },
    signIn: { startUrl: 'http://localhost:8080/login', steps: [] },
    afterSignIn: [],
    protectedPage: {
      url: 'http://localhost:8080/me',
      signedIn: { status: 200 },
      signedOut: { status: 401 },
      identity: { json: '/nameId' },
    },
    users: { subject, victim },
    idp: {
      nameId: { source: 'user.userprincipalname', format: 'default' },
      defaults: true,
      claims: [],
      signing: 'assertion',
      signatureAlgorithm: 'rsa-sha256',
      encryption: 'off',
      second: false,
    },
    explicit: {},
    capabilities: [],
    clockSkewSeconds: 180,
    hooks: {},
    knownFailures: [],
    limits: { stepSeconds: 15, workers: 1, pauseMs: 0 },
    policy: defaultPolicy,
    secrets: [],
    ...change,
  };
}

export function aCase(change: Partial<Case> = {}): Case {
  return {
    id: 'conditions/audience-wrong',
    area: 'conditions',
    variant: null,
    catalogueId: 'conditions.audience.wrong',
    title: 'Refuses an assertion for another service provider',
    spec: [{ document: 'Core', section: '2.5.1.4', url: 'https://example.org' }],
    level: 'must',
    layer: 'saml',
    impact: 'replay',
    why: 'A response for one service opens another.',
    expect: 'reject',
    forgets: 'audience',
    mutation: { plan: (plan) => plan },
    defects: ['audience-mismatch'],
    ...change,
  };
}

export function aPage(change: Partial<ProtectedPageFacts> = {}): ProtectedPageFacts {
  return {
    finalUrl: 'http://localhost:8080/me',
    status: 401,
    signedIn: false,
    signedOut: true,
    onInertPage: false,
    identity: null,
    settledMs: 20,
    waitedFully: false,
    ...change,
  };
}

export const openFor = (identity: string | null): ProtectedPageFacts =>
  aPage({ status: 200, signedIn: true, signedOut: false, identity });

/** An answer that asserts this NameID. */
export function anAnswer(nameId: string, attributes: Record<string, string> = {}): Answer {
  return {
    at: '2026-11-22T10:00:00.000Z',
    plan: {
      acsUrl: 'http://localhost:8080/acs',
      version: '2.0',
      issueInstant: '2026-11-22T10:00:00.000Z',
      issuer: 'https://sts.windows.net/t/',
      assertions: [
        {
          version: '2.0',
          issueInstant: '2026-11-22T10:00:00.000Z',
          subject: { nameId: { value: nameId }, confirmations: [] },
          attributes: Object.entries(attributes).map(([name, value]) => ({ name, values: [value] })),
          authnStatements: [],
        },
      ],
      signing: {},
      style: {
        prefixes: { samlp: 'samlp', saml: '', ds: '' },
        pretty: false,
        cdata: false,
        hoistNamespaces: false,
        comments: false,
        characterReferences: false,
      },
    },
    xml: `<Response>${nameId}</Response>`,
    honestXml: '<Response>honest</Response>',
    post: { action: 'http://localhost:8080/acs', method: 'post', fields: [['SAMLResponse', 'A'.repeat(100)]] },
  };
}

export function aTranscript(change: Partial<Transcript> = {}): Transcript {
  return {
    token: 't',
    user: subject,
    state: 'used-up',
    requests: [],
    answers: [anAnswer(subject)],
    refusals: [],
    afterUse: [],
    ...change,
  };
}

export function anExchange(change: Partial<ExchangeFacts> = {}): ExchangeFacts {
  return {
    role: 'judged',
    what: 'sign-in',
    transcript: aTranscript(),
    reachedIdp: true,
    acs: { url: 'http://localhost:8080/acs', status: 302, body: '', finalUrl: 'http://localhost:8080/' },
    protectedPage: aPage(),
    failure: null,
    trail: [],
    console: [],
    screenshot: null,
    durationMs: 100,
    ...change,
  };
}

export function anObservation(exchange: Partial<ExchangeFacts> = {}, change: Partial<Observation> = {}): Observation {
  return {
    id: 'conditions/audience-wrong',
    startedAt: '2026-11-22T10:00:10.000Z',
    durationMs: 100,
    exchanges: [anExchange(exchange)],
    recovered: null,
    canaryHits: [],
    harnessError: null,
    attempts: 1,
    ...change,
  };
}

/** An exchange that comes to this outcome, for a target that shows `subject` and `victim` as they are. */
export const exchangeOf: Record<string, Partial<ExchangeFacts>> = {
  refused: {},
  'signed-in': { protectedPage: openFor(subject) },
  'signed-in-as-other': { protectedPage: openFor('somebody@else.example') },
  broken: { failure: { step: 'acs', message: 'connection reset', url: null }, protectedPage: null },
  unclear: { protectedPage: aPage({ signedOut: null }) },
};

interface ObservedControl {
  plan: ControlPlan;
  observation: Observation;
}

/** What the subject's and the victim's sign-in showed, and further controls by name. */
export function aRunOfControls(
  shown: { subject?: string | null; victim?: string | null } = {},
  more: { name: string; exchange: Partial<ExchangeFacts>; at?: string; shape?: Case['shape'] }[] = [],
  target: Target = aTarget(),
): Controls {
  const people = { subject, victim, ...shown };
  const calibrating = (['subject', 'victim'] as const).map((user, index): ObservedControl => ({
    plan: { name: user, shape: { user } },
    observation: anObservation(
      {
        protectedPage: people[user] === null ? aPage() : openFor(people[user]),
        transcript: aTranscript({ answers: [anAnswer(user === 'subject' ? subject : victim, { mail: 'b@x' })] }),
      },
      { id: `control:${user}`, startedAt: `2026-11-22T10:00:0${index}.000Z` },
    ),
  }));
  const others = more.map(({ name, exchange, at, shape }) => ({
    plan: { name, shape: shape ?? {} },
    observation: anObservation(exchange, { id: `control:${name}`, startedAt: at ?? '2026-11-22T10:00:05.000Z' }),
  }));
  return controlsOf([...calibrating, ...others], target, { ssoUrl: 'http://127.0.0.1:7463/t/saml2' });
}
