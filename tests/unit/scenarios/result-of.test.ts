/** Result objects: they fit the schema of result.json, hold the evidence, and hold no secret. */

import { expect, test } from '@playwright/test';
import { summarize, validateResult } from '../../../reports/result.ts';
import { controlsOf } from '../../../scenarios/judge.ts';
import { clockOffsetOf } from '../../../scenarios/judge-controls.ts';
import { caseResultsOf, controlResultsOf, targetInfoOf } from '../../../scenarios/result-of.ts';
import { evidenceOfCase } from '../../../scenarios/result-evidence.ts';
import type { Target } from '../../../scenarios/target.ts';
import {
  aCase,
  anAnswer,
  anExchange,
  anObservation,
  aRunOfControls,
  aTarget,
  aTranscript,
  openFor,
  subject,
  victim,
} from './facts.ts';

const now = new Date('2026-11-22T12:00:00Z');
const trail = [
  { method: 'POST', url: 'http://localhost/acs', status: 302, setCookies: ['sid=abcdef12; Path=/; HttpOnly'] },
];

function run(target: Target = aTarget()): ReturnType<typeof caseResultsOf> {
  const one = aCase();
  const inspect = aCase({
    id: 'session/error-no-leak',
    expect: 'inspect',
    defects: [],
    procedure: { kind: 'inspect', evidence: 'rejection' },
    inspect: (evidence) => (evidence.rejection ? [] : null),
  });
  const observation = anObservation({ trail, console: ['typed hunter22 here'], screenshot: 'shots/1.png' });
  return caseResultsOf({
    cases: [one, inspect, aCase({ id: 'conditions/never-reached' })],
    observations: new Map([[one.id, observation]]),
    controls: aRunOfControls(),
    target,
    catalogueIds: [one.id, inspect.id],
    now,
  });
}

test('the whole fits the schema of result.json', () => {
  const { cases } = run();
  const controls = aRunOfControls();
  const result = {
    schemaVersion: 1 as const,
    run: {
      id: 'r1',
      startedAt: now.toISOString(),
      finishedAt: now.toISOString(),
      tool: { name: 'samlproof', version: '0.1.0' },
      driver: 'http' as const,
      workers: 1,
      catalogue: { digest: 'sha256:0', cases: 3 },
      idp: { baseUrl: 'http://127.0.0.1:7463', entityId: 'https://sts.windows.net/t/' },
    },
    target: targetInfoOf(aTarget(), controls.clockOffsetSeconds),
    controls: controlResultsOf(controls, aTarget()),
    cases,
    summary: summarize(cases),
    complete: true as const,
  };
  expect(() => validateResult(result)).not.toThrow();
  expect(cases.map((one) => one.verdict)).toEqual(['pass', 'pass', 'inconclusive']);
});

test('inspections of rejections look at an answer of the same run that was refused', () => {
  expect(run().cases[1]).toMatchObject({ id: 'session/error-no-leak', verdict: 'pass', outcome: null });
});

test('evidence: both messages, the trail without cookie values, console, screenshot, what was shown', () => {
  const evidence = run().cases[0]?.evidence ?? [];
  const kinds = evidence.map((piece) => piece.kind);
  for (const kind of ['sent', 'response-xml', 'honest-xml', 'form', 'trail', 'console', 'screenshot', 'shown']) {
    expect(kinds).toContain(kind);
  }
  const text = JSON.stringify(evidence);
  expect(text).not.toContain('abcdef12');
  expect(text).toContain('HttpOnly');
});

/** The form of one exchange as it is recorded. */
function formOf(fields: [string, string][], xml: string, secrets: string[] = []): unknown {
  const answer = { ...anAnswer(subject), xml, post: { action: '', method: 'post' as const, fields } };
  const observation = anObservation({ transcript: aTranscript({ answers: [answer] }) });
  return JSON.parse(evidenceOfCase(aCase(), observation, secrets).find(({ kind }) => kind === 'form')?.text ?? '');
}

test('a posted message is kept byte for byte where it is not the plain base64 of the XML beside it', () => {
  const xml = `<Response>${'x'.repeat(100)}</Response>`;
  const plain = Buffer.from(xml).toString('base64');
  const wrapped = (plain.match(/.{1,64}/g) ?? []).join('\n');
  const relayState = `/me?${'a'.repeat(200)}`;
  expect(formOf([['SAMLResponse', plain]], xml)).toEqual([['SAMLResponse', plain.length]]);
  expect(formOf([['SAMLResponse', wrapped]], xml)).toEqual([['SAMLResponse', wrapped]]);
  expect(formOf([['RelayState', relayState]], xml)).toEqual([['RelayState', relayState]]);
  expect(formOf([['SAMLResponse', 'A'.repeat(200_000)]], xml)).toEqual([['SAMLResponse', 200_000]]);
  const secret = `${xml}<!-- hunter22 -->`;
  const hidden = `${Buffer.from(secret).toString('base64')}\n`;
  expect(formOf([['SAMLResponse', hidden]], secret, ['hunter22'])).toEqual([['SAMLResponse', hidden.length]]);
});

test('secrets of the environment appear nowhere', () => {
  const target = aTarget({ secrets: ['hunter22'], signIn: { startUrl: 'http://localhost/?k=hunter22', steps: [] } });
  expect(JSON.stringify(run(aTarget()).cases)).toContain('hunter22');
  expect(JSON.stringify(run(target).cases)).not.toContain('hunter22');
  expect(targetInfoOf(target, null).startUrl).toBe('http://localhost/?k=[secret]');
});

const again = (exchange: object): boolean | undefined => {
  const observation = anObservation(exchange, { attempts: 2 });
  const { cases } = caseResultsOf({
    cases: [aCase()],
    observations: new Map([[aCase().id, observation]]),
    controls: aRunOfControls(),
    target: aTarget(),
    catalogueIds: [],
    now,
  });
  return cases[0]?.flaky;
};

test('a retry that gave a steady answer is flaky, one that did not is not', () => {
  expect(again({})).toBe(true);
  expect(again({ failure: { step: 'acs', message: 'reset', url: null }, protectedPage: null })).toBe(false);
});

test('the same facts give the same results', () => {
  expect(run()).toEqual(run());
});

test('controls: another person than the calibrated one is no accepted twin', () => {
  const controls = aRunOfControls({}, [
    { name: 'response', exchange: { protectedPage: openFor(victim) }, shape: { signing: 'response' } },
    { name: 'both', exchange: { protectedPage: openFor(subject) }, shape: { signing: 'both' } },
  ]);
  const outcomes = Object.fromEntries(controls.records.map((record) => [record.name, record.outcome]));
  expect(outcomes).toEqual({
    subject: 'signed-in',
    victim: 'signed-in',
    response: 'signed-in-as-other',
    both: 'signed-in',
  });
});

test('controls: repetitions are numbered, a harness failure is nobody’s refusal', () => {
  const plan = { name: 'subject', shape: {} };
  const first = anObservation({ protectedPage: openFor(subject) });
  const failed = anObservation({}, { startedAt: '2026-11-22T11:00:00.000Z', harnessError: 'no browser' });
  const { records } = controlsOf(
    [
      { plan, observation: failed },
      { plan, observation: first },
    ],
    aTarget(),
  );
  expect(records.map((record) => [record.round, record.outcome])).toEqual([
    [0, 'signed-in'],
    [1, 'unclear'],
  ]);
});

const request = (issueInstant: string): object => ({ at: '2026-11-22T10:00:00.000Z', request: { issueInstant } });

test('the clock is read from IssueInstant and Date headers, the median counts', () => {
  const requests = ['2026-11-22T10:01:00Z', '2026-11-22T10:01:02Z', 'nonsense'].map(request) as never;
  const dated = [{ ...trail[0], at: '2026-11-22T10:00:00.000Z', date: 'Sun, 22 Nov 2026 10:01:01 GMT' }] as never;
  const exchange = anExchange({ transcript: aTranscript({ requests }), trail: dated });
  expect(clockOffsetOf([anObservation({}, { exchanges: [exchange] })])).toBe(61);
  expect(clockOffsetOf([anObservation()])).toBeNull();
});

test('a replay lists the messages that it shares with its honest sign-in once', () => {
  const one = aCase({ procedure: { kind: 'replaySameBrowser' }, defects: [] });
  const exchanges = [
    anExchange({ role: 'preparation', protectedPage: openFor(subject) }),
    anExchange({ what: 'replay' }),
  ];
  const { cases } = caseResultsOf({
    cases: [one],
    observations: new Map([[one.id, anObservation({}, { exchanges })]]),
    controls: aRunOfControls(),
    target: aTarget(),
    catalogueIds: [],
    now,
  });
  const kinds = cases[0]?.evidence.map((piece) => piece.kind) ?? [];
  expect(kinds.filter((kind) => kind === 'response-xml')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'shown')).toHaveLength(2);
});
