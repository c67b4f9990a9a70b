/** Inspections say what is wrong, stay silent where nothing is, and know when they cannot say. */

import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import * as inspect from '../../../scenarios/inspect.ts';
import { estimatedBits } from '../../../scenarios/inspect/entropy.ts';
import type { Evidence, ExchangeFacts } from '../../../scenarios/observation.ts';
import { aRequest, type Received } from './evidence.ts';

const target = {
  entityId: 'https://sp.example/saml',
  acsUrl: 'https://sp.example/acs',
  capabilities: [],
  clockSkewSeconds: 180,
};
const ssoUrl = 'https://idp.example/saml2';

function received(request: Partial<Received['request']>, more: Partial<Received> = {}): Received {
  const honest = { id: '_a1', issuer: target.entityId, destination: ssoUrl, hasSubject: false, hasSignature: false };
  return aRequest({ ...more, request: { ...honest, assertionConsumerServiceUrl: target.acsUrl, ...request } });
}

const evidence = (more: Partial<Evidence> = {}): Evidence => ({ target, ssoUrl, requests: [], own: [], ...more });
const about = (...requests: Received[]): Evidence => evidence({ requests });

const page = (body: string, signedIn = true): ExchangeFacts => ({
  role: 'judged',
  what: 'sign-in',
  transcript: null,
  reachedIdp: true,
  acs: { url: target.acsUrl, status: 200, body, finalUrl: 'https://sp.example/me' },
  protectedPage: {
    finalUrl: 'https://sp.example/me',
    status: signedIn ? 200 : 401,
    signedIn,
    signedOut: !signedIn,
    onInertPage: false,
    identity: signedIn ? 'b.simon@contoso.com' : null,
    settledMs: 1,
    waitedFully: false,
  },
  failure: null,
  trail: [],
  console: [],
  screenshot: null,
  durationMs: 1,
});

test('a request as it should be has no finding, and no request at all says nothing', () => {
  const looks = [
    inspect.requestSchema,
    inspect.requestIdNcName,
    inspect.requestDestination,
    inspect.requestIssuer,
    inspect.requestAcsUrl,
    inspect.requestRelayStateSize,
  ];
  for (const look of looks) {
    expect(look(about(received({})))).toEqual([]);
    expect(look(evidence())).toBeNull();
  }
});

test('what is wrong with a request is found, once', () => {
  const twice = (one: Received): Evidence => about(one, one);
  const schema = received(
    {},
    {
      findings: [
        { code: 'schema', message: 'line 1: no' },
        { code: 'encoding', message: 'x' },
      ],
    },
  );
  expect(inspect.requestSchema(twice(schema))).toEqual([{ message: 'line 1: no' }]);
  expect(inspect.requestIdNcName(twice(received({ id: '0a' })))).toHaveLength(1);
  expect(inspect.requestDestination(twice(received({ destination: 'https://x.example/' })))).toHaveLength(1);
  expect(inspect.requestIssuer(twice(received({ issuer: `${target.entityId}/` })))).toHaveLength(1);
  expect(inspect.requestAcsUrl(twice(received({ assertionConsumerServiceIndex: '0' })))).toHaveLength(1);
  expect(inspect.requestAcsUrl(about(received({ assertionConsumerServiceUrl: 'https://x.example/' })))).toHaveLength(1);
  expect(inspect.requestRelayStateSize(about(received({}, { relayState: 'é'.repeat(40) })))).toEqual([]);
  expect(inspect.requestRelayStateSize(about(received({}, { relayState: 'é'.repeat(41) })))).toHaveLength(1);
});

function opaqueFindings(relayState: string): number | undefined {
  return inspect.requestRelayStateOpaque(about(received({}, { relayState })))?.length;
}

test('a RelayState is looked into: addresses and data are found, random bytes are not', () => {
  for (let count = 0; count < 2_000; count += 1) expect(opaqueFindings(randomBytes(12).toString('base64url'))).toBe(0);
  expect(opaqueFindings('')).toBe(0);
  expect(opaqueFindings('https://sp.example/me')).toBe(1);
  expect(opaqueFindings(Buffer.from('{"user":"b.simon"}').toString('base64url'))).toBe(1);
  expect(opaqueFindings('b.simon@contoso.com')).toBe(1);
});

test('dates, formats, encoding and promised signatures of requests', () => {
  const at = '2026-11-22T08:30:00Z';
  const dated = (issueInstant: string): number | undefined =>
    inspect.requestIssueInstant(about(received({ issueInstant }, { at })))?.length;
  expect([dated('2026-11-22T08:29:30.5Z'), dated('2026-11-22T09:29:30+01:00'), dated('2026-11-22T08:20:00Z')]).toEqual([
    0, 1, 1,
  ]);
  const format = (name: string): number | undefined =>
    inspect.requestNameIdPolicy(about(received({ nameIdPolicy: { format: name } })))?.length;
  expect([format('urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'), format('urn:x')]).toEqual([0, 1]);
  expect(inspect.requestDeflate(about(received({}, { deflated: false })))).toHaveLength(1);
  expect(inspect.requestDeflate(about(received({}, { deflated: false, binding: 'post' })))).toEqual([]);
  const promised = { metadata: { xml: '<x AuthnRequestsSigned="true"/>', findings: [] } };
  expect(inspect.requestSignedAsDeclared({ ...about(received({})), ...promised })).toHaveLength(1);
  expect(inspect.requestSignedAsDeclared({ ...about(received({}, { signature: 'AA' })), ...promised })).toEqual([]);
});

test('a Destination may be absent while the request is not signed', () => {
  const { destination: _, ...rest } = received({}).request;
  const absent = { ...received({}), request: rest };
  expect(inspect.requestDestination(about(absent))).toEqual([]);
  expect(inspect.requestDestination(about({ ...absent, signature: 'AAAA' }))).toHaveLength(1);
  expect(inspect.requestDestination(about({ ...absent, request: { ...rest, hasSignature: true } }))).toHaveLength(1);
});

test('randomness is told from counters, clocks and repetition', () => {
  const requests = (make: (index: number) => string): Evidence =>
    about(...Array.from({ length: 40 }, (_, index) => received({ id: make(index) })));
  const found = (make: (index: number) => string): string[] =>
    (inspect.requestIdUnpredictable(requests(make)) ?? ['null' as never]).map(({ message }) => message.slice(0, 24));
  const few = (make: (index: number) => string): number | undefined => inspect.requestIdBits(requests(make))?.length;
  expect(found(() => `_${randomBytes(20).toString('hex')}`)).toEqual([]);
  expect(found(() => `_${randomBytes(16).toString('hex')}`)).toEqual([]);
  expect(found(() => `a${randomBytes(24).toString('base64url')}`)).toEqual([]);
  expect(found(() => `_${randomUUID()}`)).toEqual([]);
  expect(few(() => `_${randomUUID()}`)).toBe(1);
  expect(few(() => `_${randomBytes(16).toString('hex')}`)).toBe(0);
  expect(found(() => `_${randomBytes(6).toString('hex')}`)).toEqual(['the IDs can be guessed']);
  expect(found((index) => `_${String(index).padStart(8, '0')}`)).toHaveLength(2);
  expect(found((index) => `_${1_760_000_000_000 + index * 17}${randomBytes(20).toString('hex')}`)).toEqual([
    'the IDs only ever grow: ',
  ]);
  expect(found((index) => `_${index % 39}`)).toEqual(['two requests have the sa']);
  expect(inspect.requestIdUnpredictable(about(received({})))).toBeNull();
  expect(Math.round(estimatedBits(Array.from({ length: 40 }, () => randomUUID())))).toBe(122);
});

const metadata = (entityId: string, location: string): string =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><md:SPSSODescriptor>` +
  `<md:AssertionConsumerService Location="${location}"/></md:SPSSODescriptor></md:EntityDescriptor>`;
const published = (xml: string, findings: { code: string; message: string }[] = []): Evidence =>
  evidence({ metadata: { xml, findings } });

test('metadata: schema, name and endpoints', () => {
  const good = published(metadata('urn:example:sp', 'https://sp.example/acs'));
  for (const look of [inspect.metadataSchema, inspect.metadataEntityId, inspect.metadataHttps]) {
    expect(look(good)).toEqual([]);
    expect(look(evidence())).toBeNull();
  }
  const invalid = published(metadata('x', 'y'), [{ code: 'schema', message: 'line 3' }]);
  expect(inspect.metadataSchema(invalid)).toEqual([{ message: 'line 3' }]);
  expect(inspect.metadataSchema(published('<x/>'))).toHaveLength(2);
  expect(inspect.metadataEntityId(published(metadata('sp', 'y')))).toHaveLength(1);
  expect(inspect.metadataEntityId(published(metadata(`https://${'x'.repeat(250)}/`, 'y')))).toHaveLength(1);
  expect(inspect.metadataHttps(published(metadata('sp', 'http://sp.example/acs')))).toHaveLength(1);
});

test('the published endpoints decide about the ACS URL of a request, when there are any', () => {
  const asked = about(received({ assertionConsumerServiceUrl: 'https://sp.example/acs?x=1&y=2' }));
  const xml = metadata('sp', 'https://sp.example/acs?x=1&amp;y=2');
  expect(inspect.requestAcsUrl({ ...asked, metadata: { xml, findings: [] } })).toEqual([]);
  expect(inspect.requestAcsUrl(asked)).toHaveLength(1);
});

/** What was seen of a sign-in that set these cookies, opened by these keys. */
function withCookies(setCookies: string[], ...sessionKeys: string[][]): Evidence {
  const trail = [{ method: 'POST', url: target.acsUrl, status: 303, setCookies }];
  return evidence({ own: [{ ...page(''), trail, sessionKeys }] });
}

test('cookie flags are looked at where the session is', () => {
  const careful = withCookies(['sid; Path=/; HttpOnly; Secure; SameSite=None', 'csrf; Path=/'], ['sid']);
  for (const look of [inspect.cookiesHttpOnly, inspect.cookiesSecure, inspect.cookiesSameSite]) {
    expect(look(careful)).toEqual([]);
    expect(look(withCookies(['sid; HttpOnly; Secure; SameSite=Lax', 'sid; Path=/'], ['sid']))).toHaveLength(1);
    expect(look(evidence({ own: [page('')] }))).toBeNull();
    expect(look(evidence())).toBeNull();
  }
  const none = withCookies(['sid; SameSite=None; HttpOnly'], ['sid']);
  expect(inspect.cookiesSameSite(none)).toHaveLength(1);
});

test('one protected cookie protects a key that needs several; of several keys each must be protected', () => {
  const lines = ['sid; HttpOnly', 'name; Path=/'];
  const actual = (...keys: string[][]): unknown =>
    inspect.cookiesHttpOnly(withCookies(lines, ...keys))?.map((one) => one.actual);
  expect(actual(['sid', 'name'])).toEqual([]);
  expect(actual(['sid'], ['name'])).toEqual(['name; Path=/']);
  expect(actual(['name'])).toEqual(['name; Path=/']);
  // Its flags were not seen: that says nothing, unless another cookie of the key is known to be protected.
  expect(actual(['name', 'unseen'])).toBeUndefined();
  expect(actual(['sid', 'unseen'])).toEqual([]);
});

test('a flag of a cookie counts whatever value is written behind it (RFC 6265 5.2.6)', () => {
  const cookies = withCookies(['sid=x; HttpOnly=1; Secure=1; SameSite=None'], ['sid']);
  for (const look of [inspect.cookiesHttpOnly, inspect.cookiesSecure, inspect.cookiesSameSite]) {
    expect(look(cookies)).toEqual([]);
  }
});

test('a session without any cookie has no flag that could be missing', () => {
  expect(inspect.cookiesHttpOnly(withCookies(['hint; Path=/']))).toEqual([]);
});

test('cookies from before the sign-in that open the session are found, whatever they are called', () => {
  const seen = (signedIn: boolean, opens: boolean): Evidence =>
    evidence({ own: [{ ...page('', signedIn), role: 'preparation' }, page('', opens)] });
  expect(inspect.sessionRotated(seen(true, false))).toEqual([]);
  expect(inspect.sessionRotated(seen(true, true))).toMatchObject([{ actual: 'b.simon@contoso.com' }]);
  expect(inspect.sessionRotated(seen(false, false))).toBeNull();
  expect(inspect.sessionRotated(evidence())).toBeNull();
});

test('a refusal that leaves a name behind is found', () => {
  const refused = page('', false);
  expect(inspect.noSessionOnReject(evidence({ rejection: refused }))).toEqual([]);
  const named = { ...refused, protectedPage: { ...refused.protectedPage, identity: 'v' } } as ExchangeFacts;
  expect(inspect.noSessionOnReject(evidence({ rejection: named }))).toMatchObject([{ actual: 'v' }]);
  expect(inspect.noSessionOnReject(evidence({ rejection: page('') }))).toHaveLength(2);
  expect(inspect.noSessionOnReject(evidence())).toBeNull();
});

test('what a signed-out page writes in place of a name is no name, unless somebody is called so', () => {
  const refusal = page('', false);
  const shows = (identity: string): ExchangeFacts =>
    ({
      ...refusal,
      transcript: { answers: [{ xml: '<NameID>V.Ictim@contoso.com</NameID>' }] },
      protectedPage: { ...refusal.protectedPage, identity },
    }) as never;
  const found = (identity: string): unknown[] | null =>
    inspect.noSessionOnReject(evidence({ rejection: shows(identity), control: page('') }));
  expect(found('…')).toEqual([]);
  expect(found('v.ictim@contoso.com')).toHaveLength(1);
  expect(found('b.simon@contoso.com')).toHaveLength(1);
});

test('error pages: plain words pass, internals are named', () => {
  const shown = (body: string): string[] | undefined =>
    inspect.errorLeaks(evidence({ rejection: page(body, false) }))?.map(({ message }) => message);
  expect(shown('<h1>Sign-in was refused</h1><p>Try again at 10:30 or write to help@sp.example.</p>')).toEqual([]);
  expect(shown('<pre>Error: bad\n    at verify (/srv/app/saml.js:12:3)</pre>')).toEqual([
    'the error page shows a JavaScript stack trace',
    'the error page shows a file path',
  ]);
  expect(shown('Error<br> &nbsp; &nbsp;at Object.run (node:internal/x:1:2)')).toHaveLength(1);
  expect(shown('<pre>{"error":"bad\\n    at verify (node:internal/x:1:2)"}</pre>')).toHaveLength(1);
  expect(shown('<pre>at com.sp.Saml(Saml.java:12)</pre>')).toHaveLength(1);
  expect(shown('Traceback (most recent call last)')).toHaveLength(1);
  expect(shown('&lt;samlp:Response ID=&quot;_1&quot;')).toHaveLength(1);
  expect(shown('express/4.18.2')).toHaveLength(1);
  expect(inspect.errorLeaks(evidence())).toBeNull();
});

test('markup of a claim is found as an element, not as text', () => {
  const shown = (body: string, signedIn = true): number | undefined =>
    inspect.markerEchoed(evidence({ own: [page(body, signedIn)] }))?.length;
  expect(shown('<dd>Simon <samlproof-marker>x</samlproof-marker></dd>')).toBe(1);
  expect(shown('<dd>Simon &lt;samlproof-marker&gt;x</dd>')).toBe(0);
  expect(inspect.markerEchoed(evidence({ control: page(''), own: [page('refused', false)] }))).toHaveLength(1);
  // Nobody was let in at all: the brackets are not to blame.
  expect(inspect.markerEchoed(evidence({ own: [page('refused', false)] }))).toBeNull();
  expect(inspect.markerEchoed(evidence())).toBeNull();
});

const post = (status: number, ...setCookies: string[]): ExchangeFacts => ({
  ...page(''),
  trail: [{ method: 'POST', url: target.acsUrl, status, setCookies, location: '/me' }],
});

const opens = (request: string): ExchangeFacts =>
  post(302, `_req_${request}; expires=Mon, 01 Jan 2001 00:00:00 GMT`, '_session_64656661756c74; path=/');

const elsewhere = (one: ExchangeFacts): ExchangeFacts => ({
  ...one,
  protectedPage: page('').protectedPage,
  trail: one.trail.map((step) => ({ ...step, location: '/' })),
});

test('posts at once are told apart although cookies bear the number of their request', () => {
  const control = opens('336c72072bbb32a520663e95680b41450a669f29');
  const again = opens('67ec7e2ad0cc767170855d25df345e3645f7b69c');
  expect(inspect.oneSession(evidence({ control, own: [again, post(500), post(500)] }))).toEqual([]);
  expect(inspect.oneSession(evidence({ control, own: [again, again, post(500)] }))).toHaveLength(1);
  expect(inspect.oneSession(evidence({ control, own: [post(500)] }))).toBeNull();
  // The page to return to is good for one answer only: the second post succeeds and leads elsewhere.
  const second = elsewhere(post(302, '_session_64656661756c74; path=/'));
  expect(inspect.oneSession(evidence({ control, own: [second, elsewhere(second)] }))).toHaveLength(1);
  expect(inspect.oneSession(evidence({ control, own: [second, elsewhere(post(302, 'notice; path=/'))] }))).toEqual([]);
});

test('values are found as JSON, as texts of their own, and as JSON that is written on the page', () => {
  const plan = { assertions: [{ attributes: [{ name: 'mail', values: ['a@b.example'] }] }] };
  const transcript = { answers: [{ plan }] } as unknown as ExchangeFacts['transcript'];
  const seen = (attributes: unknown): ReturnType<typeof inspect.valuesTakenOver> => {
    const one = page('');
    const shown = { ...one, transcript, protectedPage: one.protectedPage && { ...one.protectedPage, attributes } };
    return inspect.valuesTakenOver(evidence({ control: shown, own: [shown] }));
  };
  for (const shown of [{ mail: 'a@b.example' }, ['mail', 'a@b.example'], '{"mail":["a@b.example"]}']) {
    expect(seen(shown)).toEqual([]);
  }
  expect(seen('mail: a@b.example')).toBeNull();
});
