/** Outcomes of an exchange: decided by the protected page, never by an HTTP status. */

import { expect, test } from '@playwright/test';
import type { ExchangeFacts } from '../../../scenarios/observation.ts';
import { outcomeOf, type Outcome } from '../../../scenarios/outcome.ts';
import { anExchange, aPage, aTranscript, openFor, subject, victim } from './facts.ts';

const expectation = { identities: [subject], victim };
const comesTo = (change: Partial<ExchangeFacts>, more = {}): Outcome =>
  outcomeOf(anExchange(change), { ...expectation, ...more }).outcome;

test('the status of the page at the ACS says nothing', () => {
  for (const status of [200, 302, 401, 403, 500]) {
    const acs = { url: 'http://localhost/acs', status, body: '', finalUrl: 'http://localhost/' };
    expect(comesTo({ acs })).toBe('refused');
    expect(comesTo({ acs, protectedPage: openFor(subject) })).toBe('signed-in');
    expect(comesTo({ acs, protectedPage: aPage({ status, signedOut: true }) })).toBe('refused');
  }
});

test('refused: signed-out condition, inert page, or a page that stayed closed', () => {
  expect(comesTo({ protectedPage: aPage({ signedOut: true }) })).toBe('refused');
  expect(comesTo({ protectedPage: aPage({ signedOut: null, onInertPage: true }) })).toBe('refused');
  expect(comesTo({ protectedPage: aPage({ signedOut: null, waitedFully: true }) })).toBe('refused');
  expect(comesTo({ protectedPage: aPage({ signedOut: false, waitedFully: true }) })).toBe('refused');
  expect(comesTo({ protectedPage: aPage({ signedOut: null }) })).toBe('unclear');
});

test('identities are compared byte for byte', () => {
  for (const shown of [victim, subject.toUpperCase(), `${subject} `, subject.slice(0, -1)]) {
    expect(comesTo({ protectedPage: openFor(shown) }), shown).toBe('signed-in-as-other');
  }
});

test('signed in as nobody is unclear', () => {
  for (const identity of [null, '']) expect(comesTo({ protectedPage: openFor(identity) })).toBe('unclear');
});

test('signed in and signed out at once is unclear', () => {
  expect(comesTo({ protectedPage: aPage({ signedIn: true, signedOut: true, identity: subject }) })).toBe('unclear');
});

test('a first control takes whoever is named, but never the victim of a known one', () => {
  expect(comesTo({ protectedPage: openFor('B.Simon') }, { identities: null })).toBe('signed-in');
  expect(comesTo({ protectedPage: openFor(victim) }, { identities: null })).toBe('signed-in-as-other');
});

test('broken: a post or a page that does not finish', () => {
  for (const step of ['acs', 'protected-page', 'replay'] as const) {
    const failure = { step, message: 'connection reset', url: 'http://localhost/acs' };
    expect(comesTo({ failure, protectedPage: null }), step).toBe('broken');
  }
});

test('a failure before the answer is sent says nothing about the answer', () => {
  for (const step of ['start', 'steps', 'idp', 'hook', 'sign-out'] as const) {
    const failure = { step, message: 'refused', url: null };
    expect(comesTo({ failure, protectedPage: null, acs: null }, { recovered: false }), step).toBe('unclear');
  }
});

test('a session counts even where a navigation failed', () => {
  const failure = { step: 'acs' as const, message: 'time-out', url: null };
  expect(comesTo({ failure, protectedPage: openFor(victim) })).toBe('signed-in-as-other');
});

test('a consent step that is not there after a refusal does not hide the refusal', () => {
  const failure = { step: 'after-sign-in' as const, message: 'no such button', url: null };
  expect(comesTo({ failure })).toBe('refused');
  expect(comesTo({ failure, protectedPage: null })).toBe('unclear');
});

test('an SP that answers no honest sign-in afterwards is broken', () => {
  expect(comesTo({}, { recovered: false })).toBe('broken');
  expect(comesTo({}, { recovered: true })).toBe('refused');
  expect(comesTo({ protectedPage: openFor(victim) }, { recovered: false })).toBe('signed-in-as-other');
});

test('nothing sent, nothing learned: the AADSTS refusal is named', () => {
  const refusal = { at: '', code: 'AADSTS50011', message: 'reply URL', correlationId: '' };
  const transcript = aTranscript({ answers: [], refusals: [refusal] });
  const { outcome, reason } = outcomeOf(anExchange({ transcript, acs: null }), expectation);
  expect(outcome).toBe('unclear');
  expect(reason).toContain('AADSTS50011');
  expect(comesTo({ transcript: null, acs: null, reachedIdp: false })).toBe('unclear');
});

test('what a language writes for nobody is nobody, not somebody else', () => {
  for (const shown of ['undefined', 'None', 'null', 'nil', '']) {
    const exchange = anExchange({ protectedPage: openFor(shown) });
    expect(outcomeOf(exchange, { identities: [subject], namelessCounts: true }).outcome).toBe('signed-in');
    expect(outcomeOf(exchange, { identities: [subject] }).outcome).toBe('unclear');
  }
  const nullity = anExchange({ protectedPage: openFor('null@contoso.com') });
  expect(outcomeOf(nullity, { identities: [subject] }).outcome).toBe('signed-in-as-other');
});

test('white space is nobody: a session without a name, and no forged identity', () => {
  for (const shown of ['\t ', '\n', ' null ']) {
    expect(comesTo({ protectedPage: openFor(shown) }), shown).toBe('unclear');
    expect(comesTo({ protectedPage: openFor(shown) }, { namelessCounts: true }), shown).toBe('signed-in');
  }
});

const reasonOf = (message: string): string =>
  outcomeOf(anExchange({ failure: { step: 'acs', message, url: null }, protectedPage: null }), expectation).reason;

test('a connection that was closed without an answer is told as the crash that it probably is', () => {
  expect(reasonOf('UND_ERR_SOCKET: other side closed')).toContain('as when its handler crashes');
  expect(reasonOf('net::ERR_EMPTY_RESPONSE')).toContain('its log tells why');
  expect(reasonOf('no answer within 15 s')).not.toContain('crashes');
});
