/** What the inspections of logout find, when they stay silent, and when they cannot say; and what a report shows of a logout. */

import { expect, test } from '@playwright/test';
import type { LogoutRecord, ReceivedLogout } from '../../../idp/protocol/logout-types.ts';
import {
  logoutRequestShape,
  logoutRequestSigned,
  logoutResponseShape,
  sessionEnded,
} from '../../../scenarios/inspect.ts';
import type { Evidence, ExchangeFacts } from '../../../scenarios/observation.ts';
import { evidenceOfCase } from '../../../scenarios/result-evidence.ts';
import {
  aCase,
  anAnswer,
  anExchange,
  anObservation,
  aPage,
  aTranscript,
  openFor,
  subject,
} from '../scenarios/facts.ts';

const ssoUrl = 'https://idp.example/saml2';
const target = { entityId: 'urn:sp', acsUrl: 'https://sp.example/acs', capabilities: [], clockSkewSeconds: 180 };
const at = '2026-11-22T10:00:00.000Z';

/** An answer that names a session. */
function answer(): ReturnType<typeof anAnswer> {
  const made = anAnswer(subject);
  const [assertion] = made.plan.assertions;
  if (assertion === undefined) return made;
  const named = { ...assertion, authnStatements: [{ authnInstant: at, sessionIndex: '_session' }] };
  return { ...made, plan: { ...made.plan, assertions: [named] } };
}

function received(change: Partial<ReceivedLogout> = {}): LogoutRecord {
  return {
    at,
    direction: 'received',
    message: 'LogoutRequest',
    xml: '<LogoutRequest/>',
    destination: ssoUrl,
    issuer: target.entityId,
    nameId: { value: subject },
    sessionIndexes: ['_session'],
    signature: 'valid',
    findings: [],
    ...change,
  };
}

const sent: LogoutRecord = {
  at,
  direction: 'sent',
  plan: {
    message: 'LogoutRequest',
    location: 'https://sp.example/slo',
    id: '_1',
    version: '2.0',
    issueInstant: at,
    sessionIndexes: [],
    lowerCaseEscapes: false,
  },
  xml: '<LogoutRequest ID="_1"/>',
  honestXml: '',
  url: 'https://sp.example/slo?SAMLRequest=x',
};
const response = (change: Partial<ReceivedLogout> = {}): LogoutRecord =>
  received({
    message: 'LogoutResponse',
    inResponseTo: '_1',
    status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    ...change,
  });

function seen(logouts: LogoutRecord[], after: Partial<ExchangeFacts> = {}, before = openFor(subject)): Evidence {
  const transcript = aTranscript({ answers: [answer()], logouts });
  const own = [
    anExchange({ role: 'preparation', protectedPage: before }),
    anExchange({ transcript, protectedPage: aPage(), ...after }),
  ];
  return { target, ssoUrl, requests: [], own };
}

const count = (found: ReturnType<typeof logoutRequestShape>): number | undefined => found?.length;

test('a LogoutRequest as it should be has no finding; what is wrong is found, each once', () => {
  expect(logoutRequestShape(seen([received()]))).toEqual([]);
  const wrong: Partial<ReceivedLogout>[] = [
    { findings: [{ code: 'schema', message: 'line 1' }] },
    { destination: 'https://other.example/' },
    { issuer: 'urn:other' },
    { nameId: { value: subject.toUpperCase() } },
    { nameId: { value: subject, format: 'urn:x' } },
    { nameId: { value: subject, nameQualifier: 'urn:x' } },
    { nameId: { value: subject, spNameQualifier: 'urn:x' } },
    { sessionIndexes: [] },
    { sessionIndexes: ['_other'] },
  ];
  for (const change of wrong)
    expect(count(logoutRequestShape(seen([received(change)]))), JSON.stringify(change)).toBe(1);
  expect(count(logoutRequestShape(seen([])))).toBe(1);
});

function without(signature: ReceivedLogout['signature']): LogoutRecord {
  const { destination: _, ...rest } = { destination: '', ...received({ signature }) };
  return rest;
}

test('no Format in the LogoutRequest is the unspecified one (Core 2.2.2)', () => {
  const told = answer();
  const [assertion] = told.plan.assertions;
  const format = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';
  if (assertion) assertion.subject = { confirmations: [], ...assertion.subject, nameId: { value: subject, format } };
  const transcript = aTranscript({ answers: [told], logouts: [received()] });
  expect(logoutRequestShape(seen([], { transcript }))).toEqual([]);
  const other = aTranscript({ answers: [told], logouts: [received({ nameId: { value: subject, format: 'urn:x' } })] });
  expect(count(logoutRequestShape(seen([], { transcript: other })))).toBe(1);
});

test('a Destination may be missing from an unsigned LogoutRequest only', () => {
  expect(logoutRequestShape(seen([without('absent')]))).toEqual([]);
  expect(count(logoutRequestShape(seen([without('valid')])))).toBe(1);
});

test('a LogoutRequest is signed, beside the parameters or inside', () => {
  const look = (change: Partial<ReceivedLogout>): number | undefined =>
    count(logoutRequestSigned(seen([received(change)])));
  expect(look({ signature: 'valid' })).toBe(0);
  expect(look({ signature: 'unchecked' })).toBe(0);
  expect(look({ signature: 'absent', xml: '<LogoutRequest><ds:Signature xmlns:ds="x"/></LogoutRequest>' })).toBe(0);
  expect(look({ signature: 'absent' })).toBe(1);
  expect(look({ signature: 'invalid' })).toBe(1);
  expect(logoutRequestSigned(seen([]))).toBeNull();
});

test('a LogoutResponse: to this request, with success, signed', () => {
  expect(logoutResponseShape(seen([sent, response()]))).toEqual([]);
  expect(logoutResponseShape(seen([sent, response({ signature: 'unchecked' })]))).toEqual([]);
  const wrong: Partial<ReceivedLogout>[] = [
    { signature: 'absent' },
    { signature: 'invalid' },
    { inResponseTo: '_2' },
    { status: 'urn:oasis:names:tc:SAML:2.0:status:Requester' },
    { findings: [{ code: 'schema', message: 'line 1' }] },
  ];
  for (const change of wrong) expect(count(logoutResponseShape(seen([sent, response(change)])))).toBe(1);
  expect(count(logoutResponseShape(seen([sent])))).toBe(1);
  expect(logoutResponseShape(seen([]))).toBeNull();
});

test('an open page after the sign-out is found', () => {
  expect(sessionEnded(seen([]))).toEqual([]);
  expect(sessionEnded(seen([], { protectedPage: openFor(subject) }))).toMatchObject([{ actual: subject }]);
});

test('nothing is said without a session before, or where the sign-out could not be done', () => {
  const failure = { step: 'sign-out', message: 'no', url: null } as const;
  for (const look of [logoutRequestShape, logoutRequestSigned, logoutResponseShape, sessionEnded]) {
    expect(look(seen([sent, received()], {}, aPage()))).toBeNull();
    expect(look(seen([sent, received()], { failure }))).toBeNull();
    expect(look({ target, ssoUrl, requests: [], own: [] })).toBeNull();
  }
});

test('the report shows the logout messages in both directions, once', () => {
  const { own: exchanges } = seen([sent, response()]);
  const shown = evidenceOfCase(aCase(), anObservation({}, { exchanges })).filter(({ label }) =>
    label?.startsWith('Logout'),
  );
  expect(shown).toEqual([
    { kind: 'request-xml', label: 'LogoutRequest, as sent', text: sent.xml },
    { kind: 'response-xml', label: 'LogoutResponse, from the service provider', text: '<LogoutRequest/>' },
  ]);
});
