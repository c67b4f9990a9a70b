/** Why a sign-in that should work does not, in words that an SP's engineer can act on. */

import { expect, test } from '@playwright/test';
import type { TrailStep } from '../../../scenarios/observation.ts';
import { troubleOf } from '../../../scenarios/doctor.ts';
import { droppedCookies, shortened, transientIdentity, whyNotSignedIn } from '../../../scenarios/run/vital-signs.ts';
import { anAnswer, anObservation, aPage, aTranscript, openFor } from '../scenarios/facts.ts';

const long = `http://127.0.0.1:7463/t/saml2?SAMLRequest=${'A'.repeat(2_000)}`;

test('a refusal is told with what the ACS answered, never with a request of two thousand characters', () => {
  const inert = whyNotSignedIn(anObservation({ protectedPage: aPage({ onInertPage: true, finalUrl: long }) }));
  expect(inert).toContain('refused the answer (its ACS answered 302)');
  const elsewhere = whyNotSignedIn(anObservation({ protectedPage: aPage({ finalUrl: long }) }));
  expect(elsewhere).toContain('status 401 at http://127.0.0.1:7463/t/saml2?…; its ACS answered 302');
  expect(whyNotSignedIn(anObservation({ acs: null }))).toContain('no post was seen at its ACS');
  const refused = whyNotSignedIn(anObservation({ failure: { step: 'start', message: 'ECONNREFUSED', url: long } }));
  expect(refused).toBe('step start at http://127.0.0.1:7463/t/saml2?…: ECONNREFUSED');
  expect(shortened('http://sp.example/me?tab=1')).toBe('http://sp.example/me?tab=1');
});

/** What the advice goes by when a sign-in ended with this at its start. */
function trouble(message: string, url = 'http://sp.example/login'): string {
  const [exchange] = anObservation({ reachedIdp: false, failure: { step: 'start', message, url } }).exchanges;
  if (exchange === undefined) throw new Error('no exchange');
  return troubleOf(exchange);
}

test('an address where nobody answers is told from a page that does not begin the sign-in', () => {
  expect(trouble('connect ECONNREFUSED 127.0.0.1:9')).toBe('unreachable');
  expect(trouble('page.goto: net::ERR_NAME_NOT_RESOLVED at http://nobody.example/')).toBe('unreachable');
  expect(trouble("the sign-in never reached the IdP; the SP's last page answered 200")).toBe('not-started');
});

test('a request that went to an address of another identity provider is no service provider that does not answer', () => {
  expect(trouble('connect ECONNREFUSED 127.0.0.1:7463', long)).toBe('sent-elsewhere');
  expect(trouble("the sign-in never reached the IdP; the SP's last page answered 200", long)).toBe('sent-elsewhere');
});

const trail = (...setCookies: string[]): TrailStep[] => [
  { method: 'GET', url: 'http://127.0.0.1:8801/login', status: 303, setCookies },
];

test('cookies that no browser keeps are named, others are not', () => {
  expect(droppedCookies(trail('mellon-cookie; Path=/; HttpOnly; SameSite=None'))).toContain(
    '«mellon-cookie» at http://127.0.0.1:8801/login',
  );
  const kept = [
    'a; Path=/; secure; SameSite=None',
    'b; SameSite=None; Secure',
    'c; Path=/',
    'd; SameSite=None; Secure=1',
  ];
  expect(droppedCookies(trail(...kept))).toBeNull();
});

const shows = (shown: string, format: string): string | null => {
  const answer = anAnswer('_7f3a');
  const nameId = { value: '_7f3a', format: `urn:oasis:names:tc:SAML:2.0:nameid-format:${format}` };
  const [assertion] = answer.plan.assertions;
  if (assertion?.subject) assertion.subject.nameId = nameId;
  const transcript = aTranscript({ answers: [answer] });
  return transientIdentity(anObservation({ transcript, protectedPage: openFor(shown) }));
};

test('a transient NameID on the page is told, a persistent one and a claim are not', () => {
  expect(shows('_7f3a', 'transient')).toContain('point protectedPage.identity at a claim');
  expect(shows('_7f3a', 'persistent')).toBeNull();
  expect(shows('b.simon@contoso.com', 'transient')).toBeNull();
});
