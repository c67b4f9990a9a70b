/** Armed exchanges over HTTP: one answer a token, kept apart, deviating as asked, inert afterwards. */

import { expect, test } from '@playwright/test';
import { sameAssertion } from '../../../idp/faults/addressing.ts';
import type { Transcript } from '../../../idp/protocol/types.ts';
import { acsUrl, armed, control, entityId, open, redirectUrl, requestXml, withIdp } from './sp-side.ts';

const transcriptOf = async (idp: Parameters<typeof control>[0], token: string): Promise<Transcript> =>
  (await control(idp, 'GET', `/exchanges/${token}`)).json as unknown as Transcript;

test('an armed exchange answers as Entra would, without a person', async () => {
  await withIdp(async (idp) => {
    const { cookie, token } = await armed(idp);
    const url = redirectUrl(idp, requestXml({ ID: '_r1' }), 'state "1"');
    const seen = await open(url, { headers: { cookie, 'user-agent': 'sp-test/1' } });
    expect(seen).toMatchObject({ status: 200, page: 'post', form: { action: acsUrl } });
    expect(seen.form?.fields['RelayState']).toBe('state "1"');
    expect(seen.response).toContain('InResponseTo="_r1"');
    expect(seen.response).toContain(`<Issuer>${idp.entityId}</Issuer>`);
    expect(seen.response).toContain(`<Audience>${entityId}</Audience>`);
    expect(seen.response).toContain('>b.simon@contoso.com</NameID>');
    expect(seen.response).toContain('<Attribute Name="email"><AttributeValue>b.simon@contoso.com</AttributeValue>');
    expect(seen.headers.get('content-security-policy')).toContain("script-src 'sha256-");
    const transcript = await transcriptOf(idp, token);
    expect(transcript).toMatchObject({ state: 'used-up', user: 'b.simon@contoso.com', refusals: [], afterUse: [] });
    expect(transcript.requests[0]).toMatchObject({
      binding: 'redirect',
      deflated: true,
      relayState: 'state "1"',
      userAgent: 'sp-test/1',
      findings: [],
      request: { id: '_r1', issuer: entityId },
    });
    expect(transcript.answers[0]?.xml).toBe(seen.response);
    expect(transcript.answers[0]?.honestXml).toBe(seen.response);
  });
});

test('a used-up token gets the inert page, on every endpoint, and the attempt is noted', async () => {
  await withIdp(async (idp) => {
    const { cookie, token } = await armed(idp);
    await open(redirectUrl(idp), { headers: { cookie } });
    for (const url of [redirectUrl(idp), `${idp.ssoUrl}?SAMLRequest=garbage`, idp.ssoUrl, `${idp.baseUrl}/nothing`]) {
      const seen = await open(url, { headers: { cookie } });
      expect(seen).toMatchObject({ status: 403, page: 'inert', form: null });
      expect(seen.body).toContain('This exchange is over');
      expect(seen.headers.get('location')).toBeNull();
    }
    const { requests, answers, afterUse } = await transcriptOf(idp, token);
    expect([requests.length, answers.length, afterUse.length]).toEqual([1, 1, 4]);
  });
});

test('an exchange that is over may leave the browser where it is, and notes the attempt as well', async () => {
  await withIdp(async (idp) => {
    const { cookie, token } = await armed(idp, { over: 'nothing' });
    expect(await open(redirectUrl(idp), { headers: { cookie } })).toMatchObject({ status: 200, page: 'post' });
    expect(await open(redirectUrl(idp), { headers: { cookie } })).toMatchObject({ status: 204, body: '', form: null });
    expect((await transcriptOf(idp, token)).afterUse).toHaveLength(1);
  });
});

test('twenty exchanges at a time are kept apart', async () => {
  await withIdp(async (idp) => {
    const runs = Array.from({ length: 20 }, async (_, index) => {
      const user = index % 2 === 0 ? 'b.simon@contoso.com' : 'v.ictim@contoso.com';
      const { cookie, token } = await armed(idp, { user, plan: { destination: `https://n.example/${index}` } });
      const seen = await open(redirectUrl(idp, requestXml({ ID: `_r${index}` })), { headers: { cookie } });
      expect(seen.response).toContain(`Destination="https://n.example/${index}" InResponseTo="_r${index}"`);
      expect(seen.response).toContain(`>${user}</NameID>`);
      expect((await transcriptOf(idp, token)).requests[0]?.request.id).toBe(`_r${index}`);
    });
    await Promise.all(runs);
  });
});

test('two requests at a time: one gets the only answer', async () => {
  await withIdp(async (idp) => {
    const { cookie } = await armed(idp);
    const pages = await Promise.all([1, 2, 3].map(() => open(redirectUrl(idp), { headers: { cookie } })));
    const count = (name: string): number => pages.filter(({ page }) => page === name).length;
    expect([count('post'), count('inert')]).toEqual([1, 2]);
  });
});

test('times: the token answers that often', async () => {
  await withIdp(async (idp) => {
    const { cookie } = await armed(idp, { times: 3 });
    const pages: unknown[] = [];
    for (let index = 0; index < 4; index += 1) pages.push((await open(redirectUrl(idp), { headers: { cookie } })).page);
    expect(pages).toEqual(['post', 'post', 'post', 'inert']);
  });
});

test('a passive request gets NoPassive and leaves the token armed', async () => {
  await withIdp(async (idp) => {
    const { cookie, token } = await armed(idp);
    const passive = await open(redirectUrl(idp, requestXml({ IsPassive: 'true', ID: '_p' })), { headers: { cookie } });
    expect(passive).toMatchObject({ status: 200, form: { action: acsUrl } });
    expect(passive.response).toContain('urn:oasis:names:tc:SAML:2.0:status:NoPassive');
    expect(passive.response).not.toContain('<Assertion');
    expect((await transcriptOf(idp, token)).state).toBe('armed');
    expect((await open(redirectUrl(idp), { headers: { cookie } })).response).toContain('status:Success');
  });
});

test('a request that Entra refuses is noted and leaves the token armed', async () => {
  await withIdp(async (idp) => {
    const { cookie, token } = await armed(idp);
    const refused = await open(redirectUrl(idp, requestXml({ ID: '1a' })), { headers: { cookie } });
    expect(refused.status).toBe(400);
    const { refusals, state } = await transcriptOf(idp, token);
    expect(refusals[0]).toMatchObject({ code: '7500529', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(state).toBe('armed');
  });
});

for (const [name, spec, expected, absent] of [
  ['expired', { plan: { expired: true } }, null, null],
  [
    'wrong audience',
    { plan: { audience: 'https://other.example' } },
    '<Audience>https://other.example</Audience>',
    `<Audience>${entityId}`,
  ],
  ['one claim missing', { claims: { email: null } }, '<Attribute', 'Name="email"'],
  [
    'one claim other',
    { claims: { email: ['a@x', 'b@x'] } },
    '<AttributeValue>a@x</AttributeValue><AttributeValue>b@x</AttributeValue>',
    null,
  ],
  ['unsigned', { plan: { signing: 'none' } }, '<Assertion', '<Signature'],
  ['encryption not shaped, both signed', { shape: { signing: 'both' } }, '</Issuer><Signature', null],
] as const) {
  test(`JSON override: ${name}`, async () => {
    await withIdp(async (idp) => {
      const { cookie, token } = await armed(idp, spec);
      const { response } = await open(redirectUrl(idp), { headers: { cookie } });
      if (expected !== null) expect(response).toContain(expected);
      if (absent !== null) expect(response).not.toContain(absent);
      const [answer] = (await transcriptOf(idp, token)).answers;
      if ('shape' in spec) expect(answer?.honestXml).toBe(answer?.xml);
      else expect(answer?.honestXml).not.toBe(answer?.xml);
      if (name === 'expired') {
        const end = /<Conditions[^>]* NotOnOrAfter="([^"]+)"/.exec(response)?.[1] ?? '';
        expect(Date.parse(end)).toBeLessThan(Date.now() - 3_000_000);
      }
    });
  });
}

test('a case of the catalogue deviates; with an override, from what that made', async () => {
  const catalogue = {
    list: () => [{ id: 'conditions/none', title: 'No conditions', level: 'must', expect: 'reject' }],
    mutationOf: (id: string) =>
      id === 'conditions/none'
        ? {
            plan: <P extends { assertions: object[] }>(plan: P): P => ({
              ...plan,
              assertions: plan.assertions.map((assertion) => ({ ...assertion, conditions: undefined })),
            }),
          }
        : undefined,
  };
  await withIdp(
    async (idp) => {
      expect((await control(idp, 'GET', '/cases')).json).toEqual({ cases: catalogue.list() });
      const { cookie, token } = await armed(idp, { case: 'conditions/none', plan: { nameId: 'someone' } });
      const { response } = await open(redirectUrl(idp), { headers: { cookie } });
      expect(response).not.toContain('<Conditions');
      expect(response).toContain('>someone</NameID>');
      const transcript = await transcriptOf(idp, token);
      expect(transcript.caseId).toBe('conditions/none');
      expect(transcript.answers[0]?.honestXml).toContain('>someone</NameID>');
      expect(transcript.answers[0]?.honestXml).toContain('<Conditions');
    },
    { catalogue },
  );
});

test('match arms without a cookie, for the next request of that issuer only', async () => {
  await withIdp(async (idp) => {
    await armed(idp, { match: { issuer: entityId } });
    expect((await open(redirectUrl(idp))).page).toBe('post');
    expect((await open(redirectUrl(idp))).page).toBe('sign-in');
    await armed(idp, { match: { issuer: 'https://another.example' } });
    expect((await open(redirectUrl(idp))).page).toBe('sign-in');
  });
});

test('hold keeps the answer back until somebody delivers it, any number of times', async () => {
  await withIdp(async (idp) => {
    const { cookie, token, postUrl } = await armed(idp, { hold: true });
    expect(await open(postUrl)).toMatchObject({ status: 409, form: null });
    expect(await open(redirectUrl(idp), { headers: { cookie } })).toMatchObject({
      status: 200,
      page: 'held',
      form: null,
    });
    const held = (await transcriptOf(idp, token)).answers[0];
    for (let delivery = 0; delivery < 2; delivery += 1) {
      const seen = await open(postUrl);
      expect(seen.form).toEqual({ action: acsUrl, fields: Object.fromEntries(held?.post.fields ?? []) });
    }
  });
});

test('an unsolicited answer is there at once, without InResponseTo', async () => {
  await withIdp(async (idp) => {
    const { token, postUrl } = await armed(idp, { unsolicited: true, application: entityId, relayState: '/deep' });
    const { answers, state, requests } = await transcriptOf(idp, token);
    expect([answers.length, requests.length, state]).toEqual([1, 0, 'used-up']);
    expect(answers[0]?.xml).not.toContain('InResponseTo');
    expect((await open(postUrl)).form?.fields['RelayState']).toBe('/deep');
  });
});

test('armUrl sets the cookie by one GET and goes on where it is told', async () => {
  await withIdp(async (idp) => {
    const { armUrl, cookie } = await armed(idp);
    const seen = await open(armUrl);
    expect(seen).toMatchObject({ status: 200, page: 'armed' });
    expect(seen.headers.get('set-cookie')).toBe(`${cookie}; Path=/; HttpOnly; SameSite=None; Secure`);
    const next = await open(`${armUrl}?continue=${encodeURIComponent('https://notes.example/login?x=1')}`);
    expect([next.status, next.headers.get('location')]).toEqual([302, 'https://notes.example/login?x=1']);
    expect((await open(`${armUrl}?continue=javascript:alert(1)`)).headers.get('location')).toBeNull();
    expect((await open(`${idp.baseUrl}/exchanges/unknown/arm`)).status).toBe(404);
  });
});

test('beyond loopback on plain http: Lax cookies, and a post is turned into a GET', async () => {
  await withIdp(
    async (idp) => {
      const local = idp.controlUrl.replace('idp.example', '127.0.0.1');
      const { token, cookie } = await idp.arm({});
      expect(cookie).toMatchObject({ domain: 'idp.example', sameSite: 'Lax', secure: false });
      const header = `${cookie.name}=${token}`;
      const sso = `${local.replace('/control', '')}/${idp.tenant.id}/saml2`;
      const form = new URLSearchParams({ SAMLRequest: Buffer.from(requestXml()).toString('base64'), RelayState: 'r' });
      const first = await open(sso, { method: 'POST', body: form });
      expect(first.status).toBe(303);
      const location = new URL(first.headers.get('location') ?? '', sso).href;
      const second = await open(location, { headers: { cookie: header } });
      expect(second.form?.fields['RelayState']).toBe('r');
      expect(idp.transcript(token)?.requests[0]).toMatchObject({ binding: 'post', deflated: false });
    },
    { baseUrl: 'http://idp.example:0', listen: [{ host: '127.0.0.1', port: 0 }] },
  );
});

test('an assertion of an earlier answer comes again, to the byte, in a Response of its own', async () => {
  await withIdp(async (idp) => {
    const first = await armed(idp);
    const { response } = await open(redirectUrl(idp, requestXml({ ID: '_r1' })), { headers: { cookie: first.cookie } });
    const again = await idp.arm({ earlier: first.token, mutation: sameAssertion() });
    const cookie = `${again.cookie.name}=${again.cookie.value}`;
    const second = await open(redirectUrl(idp, requestXml({ ID: '_r2' })), { headers: { cookie } });
    const assertion = /<Assertion .*<\/Assertion>/s.exec(response)?.[0];
    expect(assertion).toContain('SignatureValue');
    expect(second.response).toContain(assertion);
    expect(second.response.split('<Assertion ')).toHaveLength(2);
    const [head, earlier] = [second.response, response].map((xml) => /<samlp:Response[^>]*/.exec(xml)?.[0] ?? '');
    expect(head).toContain('InResponseTo="_r2"');
    const id = / ID="[^"]*"/.exec(String(earlier))?.[0];
    expect(id).toContain('ID="_');
    expect(head).not.toContain(id);
  });
});

test('what was never answered, or is gone, cannot be used again', async () => {
  await withIdp(async (idp) => {
    const waiting = await armed(idp);
    for (const earlier of [waiting.token, 'no-such-token']) {
      const refused = await control(idp, 'POST', '/exchanges', { earlier });
      expect(refused.status).toBe(400);
      expect(JSON.stringify(refused.json)).toContain('/earlier: expected the token of an exchange that was answered');
    }
  });
});
