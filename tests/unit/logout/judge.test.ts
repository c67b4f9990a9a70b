/** How a logout is judged: an ended session is the pass of an accepted logout, a kept one that of a refused one. */

import { expect, test } from '@playwright/test';
import type { LogoutRecord } from '../../../idp/protocol/logout-types.ts';
import type { Case, Level } from '../../../scenarios/case.ts';
import { judge, type Judgement, type Verdict } from '../../../scenarios/judge.ts';
import type { ExchangeFacts } from '../../../scenarios/observation.ts';
import {
  aCase,
  anExchange,
  anObservation,
  aPage,
  aRunOfControls,
  aTarget,
  aTranscript,
  exchangeOf,
  openFor,
  subject,
  victim,
} from '../scenarios/facts.ts';

const sentRequest: LogoutRecord = {
  at: '2026-11-22T10:00:20.000Z',
  direction: 'sent',
  plan: {
    message: 'LogoutRequest',
    location: 'http://localhost:8080/slo',
    id: '_1',
    version: '2.0',
    issueInstant: '2026-11-22T10:00:20.000Z',
    sessionIndexes: [],
    lowerCaseEscapes: false,
  },
  xml: '<LogoutRequest/>',
  honestXml: '<LogoutRequest/>',
  url: 'http://localhost:8080/slo?SAMLRequest=x',
};

const transcript = aTranscript({ logouts: [sentRequest] });
const signIn = anExchange({ role: 'preparation', protectedPage: openFor(subject) });
const honest = (page: ExchangeFacts['protectedPage']): ExchangeFacts =>
  anExchange({ role: 'preparation', what: 'after an honest LogoutRequest', transcript, protectedPage: page });

const logoutCase = (change: Partial<Case>): Case =>
  aCase({
    id: 'logout/x',
    area: 'logout',
    catalogueId: 'slo.x',
    procedure: { kind: 'logout', start: 'idp' },
    ...change,
  });

const target = aTarget({ capabilities: ['single-logout'] });

function judged(
  change: Partial<Case>,
  after: Partial<ExchangeFacts>,
  twin = honest(aPage()),
  first = signIn,
): Judgement {
  const exchanges = [first, anExchange({ transcript, what: 'after the sign-out', ...after }), twin];
  const { mutation: _none, ...one } = logoutCase(change);
  return judge(
    change.mutation === undefined ? one : { ...one, mutation: change.mutation },
    anObservation({}, { exchanges }),
    aRunOfControls(),
    target,
  );
}

const hostile: Pick<Case, 'mutation'> = { mutation: { logout: (plan) => plan } };
const missOf: Record<Level, Verdict> = { must: 'fail', should: 'warn', may: 'pass' };

for (const level of ['must', 'should', 'may'] as const) {
  const table: [Case['expect'], string, Verdict][] = [
    ['accept', 'refused', 'pass'],
    ['accept', 'signed-in', missOf[level]],
    ['accept', 'signed-in-as-other', 'fail'],
    ['accept', 'broken', missOf[level]],
    ['accept', 'unclear', 'inconclusive'],
    ['reject', 'refused', missOf[level]],
    ['reject', 'signed-in', 'pass'],
    ['reject', 'signed-in-as-other', 'fail'],
    ['reject', 'broken', missOf[level]],
    ['reject', 'unclear', 'inconclusive'],
  ];
  for (const [wanted, outcome, verdict] of table) {
    test(`${wanted} a logout at level ${level}, page ${outcome}: ${verdict}`, () => {
      const found = judged({ expect: wanted, level, ...hostile }, exchangeOf[outcome] ?? {});
      expect(found).toMatchObject({ verdict, outcome });
      expect(found.reason).toMatch(/LogoutRequest[^]*\.$/);
    });
  }
}

test('the reason speaks of a session, not of a sign-in', () => {
  expect(judged({ expect: 'accept' }, {}).reason).toContain('ended the session');
  const kept = judged({ expect: 'accept' }, { protectedPage: openFor(subject) });
  expect(kept.reason).toContain(`kept the session of «${subject}». It must end the session for this`);
  const ended = judged({ expect: 'reject', ...hostile }, {});
  expect(ended.reason).toContain('It must leave the session as it is');
});

test('another person on the page after a logout is a failure', () => {
  expect(judged({ expect: 'reject', ...hostile }, { protectedPage: openFor(victim) })).toMatchObject({
    verdict: 'fail',
    outcome: 'signed-in-as-other',
  });
});

test('a session that no LogoutRequest ends was not kept on purpose', () => {
  const open = { protectedPage: openFor(subject) };
  const deaf = judged({ expect: 'reject', ...hostile }, open, honest(openFor(subject)));
  expect(deaf).toMatchObject({ verdict: 'inconclusive' });
  expect(deaf.reason).toContain('an honest LogoutRequest did not end the session either');
  const without = anExchange({ role: 'preparation', what: 'something else' });
  expect(judged({ expect: 'reject', ...hostile }, open, without).verdict).toBe('inconclusive');
  // A logout that does not deviate is its own twin: held against itself it could never fail.
  expect(judged({ expect: 'accept' }, open, honest(openFor(subject))).verdict).toBe('fail');
});

test('an answer that nobody asked for may be taken no notice of by whoever obeys no request either', () => {
  const open = { protectedPage: openFor(subject) };
  const procedure = { kind: 'logout', start: 'idp', message: 'LogoutResponse' } as const;
  const kept = judged({ expect: 'reject', ...hostile, procedure }, open);
  expect(kept).toMatchObject({
    verdict: 'pass',
    reason: expect.stringContaining('a LogoutResponse that nobody asked'),
  });
  expect(judged({ expect: 'reject', level: 'should', ...hostile, procedure }, {}).verdict).toBe('warn');
});

test('without a session before, or without any message, nothing is proven', () => {
  const nobody = anExchange({ role: 'preparation', protectedPage: aPage() });
  expect(judged({ expect: 'accept' }, {}, undefined, nobody)).toMatchObject({ verdict: 'inconclusive' });
  const silent = judged({ expect: 'accept' }, { transcript: aTranscript() });
  expect(silent).toMatchObject({ verdict: 'inconclusive', outcome: 'unclear' });
  expect(silent.reason).toContain('sp.logoutUrl');
  const failure = { step: 'sign-out', message: 'nothing to open', url: null } as const;
  expect(judged({ expect: 'accept' }, { failure }).verdict).toBe('inconclusive');
});

test('a target that claims no single logout is not asked', () => {
  const observation = anObservation({}, { exchanges: [signIn, anExchange({ transcript })] });
  const found = judge(logoutCase({ expect: 'accept' }), observation, aRunOfControls(), aTarget());
  expect(found.verdict).toBe('not-applicable');
});
