/** The claims of a run are read from the subject's honest sign-in, or it is said why they cannot be. */

import { expect, test } from '@playwright/test';
import type { AssertionPlan } from '../../../idp/protocol/types.ts';
import { validateResult } from '../../../reports/result.ts';
import { claimsOf, sentClaims } from '../../../scenarios/claims-of-run.ts';
import { controlsOf, type Controls } from '../../../scenarios/judge.ts';
import type { ProtectedPageFacts } from '../../../scenarios/observation.ts';
import type { Target } from '../../../scenarios/target.ts';
import { sampleResult } from '../reports/sample.ts';
import { anAnswer, anObservation, aPage, aTarget, aTranscript, openFor, subject } from './facts.ts';

const sent = { mail: 'B.Simon@contoso.com', title: 'Engineer' };

function probing(change: Partial<Target> = {}): Target {
  const target = aTarget(change);
  return { ...target, protectedPage: { ...target.protectedPage, attributes: { json: '/attributes' } } };
}

function controls(target: Target, pages: ProtectedPageFacts[], name = 'subject'): Controls {
  const transcript = aTranscript({ answers: [anAnswer(subject, sent)] });
  const observed = pages.map((protectedPage, round) => ({
    plan: { name, shape: { user: 'subject' as const } },
    observation: anObservation({ protectedPage, transcript }, { startedAt: `2026-11-22T10:00:0${round}.000Z` }),
  }));
  return controlsOf(observed, target);
}

const open = (attributes: unknown): ProtectedPageFacts => ({ ...openFor(subject), attributes });

test('each claim stands beside what the SP shows, with what to do', () => {
  const target = probing();
  const claims = claimsOf(controls(target, [open({ mail: 'b.simon@contoso.com', title: 'Engineer' })]), target);
  expect(claims).toEqual({
    shown: true,
    entries: [
      {
        name: 'mail',
        sent: ['B.Simon@contoso.com'],
        shown: ['b.simon@contoso.com'],
        state: 're-cased',
        shownAs: 'mail',
        advice:
          'The case differs: add ToLowercase or ToUppercase to the claim, or compare without regard to case at the SP.',
      },
      { name: 'title', sent: ['Engineer'], shown: ['Engineer'], state: 'same', shownAs: 'title' },
    ],
  });
  expect(validateResult({ ...sampleResult(), ...(claims === undefined ? {} : { claims }) })).toEqual([]);
});

test('a missing claim has null for shown', () => {
  const target = probing();
  const claims = claimsOf(controls(target, [open({ title: 'Engineer' })]), target);
  expect(claims?.entries[0]).toMatchObject({ name: 'mail', shown: null, state: 'missing' });
});

test('claims that the profile requires are marked', () => {
  const target = probing();
  const claim = { name: 'title', source: 'user.jobtitle', required: true };
  const demanding = { ...target, idp: { ...target.idp, claims: [claim] } };
  const claims = claimsOf(controls(demanding, [open(sent)]), demanding);
  expect(claims?.entries.map(({ required }) => required)).toEqual([undefined, true]);
});

test('without a probe the advice says what to add', () => {
  const target = aTarget();
  const claims = claimsOf(controls(target, [openFor(subject)]), target);
  expect(claims).toMatchObject({ shown: false, entries: [] });
  expect(claims?.advice).toContain('attributes: { json: /attributes }');
});

test('a probe that finds nothing is told apart from claims that are missing', () => {
  const target = probing();
  for (const page of [openFor(subject), open(null)]) {
    const claims = claimsOf(controls(target, [page]), target);
    expect(claims).toMatchObject({ shown: false, entries: [] });
    expect(claims?.advice).toContain('Nothing was found');
  }
});

test('the first sign-in that worked counts, and without one the doctor is named', () => {
  const target = probing();
  const later = claimsOf(controls(target, [aPage(), open(sent)]), target);
  expect(later?.entries.map(({ state }) => state)).toEqual(['same', 'same']);
  const none = claimsOf(controls(target, [aPage()]), target);
  expect(none).toMatchObject({ shown: false, entries: [] });
  expect(none?.advice).toContain('samlproof doctor');
});

test('the victim and other shapes are not looked at', () => {
  const target = probing();
  expect(claimsOf(controls(target, [open(sent)], 'victim'), target)).toBeUndefined();
  expect(claimsOf({ records: [] }, target)).toBeUndefined();
});

test('secrets of the profile do not reach the result', () => {
  const target = probing({ secrets: ['Engineer'] });
  const claims = claimsOf(controls(target, [open(sent)]), target);
  expect(claims?.entries[1]).toMatchObject({ sent: ['[secret]'], shown: ['[secret]'], state: 'same' });
});

test('values of every kind become text', () => {
  const assertion: AssertionPlan = {
    version: '2.0',
    issueInstant: '2026-11-22T10:00:00Z',
    attributes: [{ name: 'a', values: ['x', { text: 'y', type: 'xs:string' }, { nil: true }, { raw: '<b/>' }] }],
    authnStatements: [],
  };
  expect(sentClaims(assertion)).toEqual([{ name: 'a', values: ['x', 'y', '', '<b/>'] }]);
  expect(sentClaims({ ...assertion, attributes: undefined })).toEqual([]);
});
