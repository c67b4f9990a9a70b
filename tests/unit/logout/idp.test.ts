/** Single logout at the IdP: Entra's rules, its quirks, the switches, and who is told. */

import { verify, X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { RunningIdp } from '../../../idp/index.ts';
import { validateProtocol } from '../../../idp/protocol/schema.ts';
import type { Switches } from '../../../idp/tenant/switches.ts';
import { cookieOf, simonsName, submit } from '../web/person.ts';
import { armed, control, deflated, entityId, notes, open, redirectUrl, withIdp, type Seen } from '../web/sp-side.ts';

const logoutUrl = 'https://notes.example/saml/slo?tenant=1';
const other = { ...notes, name: 'Other', entityId: 'urn:other', acsUrls: ['https://other.example/acs'] };

function requestXml(attributes: Record<string, string | undefined> = {}, content?: string): string {
  const all = { ID: '_logout1', Version: '2.0', IssueInstant: '2026-11-22T10:00:00Z', ...attributes };
  const written = Object.entries(all).map(([name, value]) => (value === undefined ? '' : ` ${name}="${value}"`));
  const inner = content ?? `<saml:Issuer>${entityId}</saml:Issuer><saml:NameID>anybody</saml:NameID>`;
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${written.join('')}>${inner}</samlp:LogoutRequest>`;
}

function messageIn(url: string): { xml: string; parameters: URLSearchParams; query: string } {
  const query = url.slice(url.lastIndexOf(url.includes('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse'));
  const parameters = new URLSearchParams(query);
  const encoded = parameters.get('SAMLRequest') ?? parameters.get('SAMLResponse') ?? '';
  return { xml: inflateRawSync(Buffer.from(encoded, 'base64')).toString(), parameters, query };
}

/** Checked by hand over the octets as they stand. */
function verifies(idp: RunningIdp, query: string): boolean {
  const [octets = '', signature = ''] = query.split('&Signature=');
  const { publicKey } = new X509Certificate(idp.certificate());
  return verify('sha256', Buffer.from(octets), publicKey, Buffer.from(decodeURIComponent(signature), 'base64'));
}

async function withLogout<T>(run: (idp: RunningIdp) => Promise<T>, switches: Partial<Switches> = {}): Promise<T> {
  const target = { ...notes, logoutUrl, idp: { ...notes.idp, switches } };
  return await withIdp(run, { targets: [target, { ...other, logoutUrl: 'https://other.example/slo' }] });
}

const locationOf = (seen: Seen): string => seen.headers.get('location') ?? '';

/** Signs in as a person would, and gives the session's cookie. */
async function signedIn(idp: RunningIdp, cookie = ''): Promise<string> {
  const page = await open(redirectUrl(idp), { headers: { cookie } });
  return cookieOf(await submit(idp, page, { user: simonsName }));
}

const ask = (idp: RunningIdp, xml: string, cookie: string, more = ''): Promise<Seen> =>
  open(`${idp.ssoUrl}?SAMLRequest=${encodeURIComponent(deflated(xml))}${more}`, { headers: { cookie } });

test('a LogoutRequest ends the session and is answered to the Logout URL, with Entra’s Issuer, unsigned', async () => {
  await withLogout(async (idp) => {
    const cookie = await signedIn(idp);
    const seen = await ask(idp, requestXml(), cookie, '&RelayState=a%26b');
    expect(seen.status).toBe(302);
    expect(locationOf(seen)).toMatch(/^https:\/\/notes\.example\/saml\/slo\?tenant=1&SAMLResponse=/);
    const { xml, parameters } = messageIn(locationOf(seen));
    expect(validateProtocol(xml)).toEqual([]);
    expect(xml).toContain('InResponseTo="_logout1"');
    expect(xml).toContain(`>https://login.microsoftonline.com/${idp.tenant.id}/</Issuer>`);
    expect(xml).toContain('status:Success"');
    expect([...parameters.keys()]).toEqual(['SAMLResponse', 'RelayState']);
    expect(parameters.get('RelayState')).toBe('a&b');
    expect((await open(redirectUrl(idp), { headers: { cookie } })).page).toBe('sign-in');
  });
});

test('the response is signed when switched on, in lower case when switched on', async () => {
  await withLogout(
    async (idp) => {
      const { query } = messageIn(locationOf(await ask(idp, requestXml(), await signedIn(idp))));
      expect(verifies(idp, query)).toBe(true);
      expect(query).toMatch(/%[0-9]?[a-f]/);
      expect(query).not.toMatch(/%[0-9]?[A-F]/);
    },
    { signLogoutResponses: true, lowerCaseEscapes: true },
  );
});

const refusals: [code: string, what: string, xml: string, switches?: Partial<Switches>][] = [
  ['50061', 'another Version', requestXml({ Version: '1.1' })],
  ['50061', 'no ID', requestXml({ ID: undefined })],
  ['50061', 'an ID that begins with a digit', requestXml({ ID: '1a' })],
  ['50061', 'no NameID', requestXml({}, `<saml:Issuer>${entityId}</saml:Issuer>`)],
  ['50061', 'XML that is broken', requestXml().replace('</saml:Issuer>', '')],
  ['50061', 'a DOCTYPE', `<!DOCTYPE a>${requestXml()}`],
  ['50068', 'an application outside of the session', requestXml().replaceAll(entityId, 'urn:other')],
  ['50070', 'another NameID, when it must match', requestXml(), { matchLogoutNameId: true }],
  [
    '50070',
    'another SessionIndex, when it must match',
    requestXml(
      {},
      `<saml:Issuer>${entityId}</saml:Issuer><saml:NameID>x</saml:NameID><samlp:SessionIndex>_x</samlp:SessionIndex>`,
    ),
    { matchSessionIndex: true },
  ],
  ['50071', 'a NotOnOrAfter that has passed', requestXml({ NotOnOrAfter: '2020-01-01T00:00:00Z' })],
  ['700016', 'an unknown Issuer', requestXml().replaceAll(entityId, 'urn:unknown')],
];

for (const [code, what, xml, settings] of refusals) {
  test(`${what}: ${code}`, async () => {
    await withLogout(async (idp) => {
      const seen = await ask(idp, xml, await signedIn(idp));
      expect(seen.page).toBe('error');
      expect(seen.body).toContain(`AADSTS${code}`);
    }, settings);
  });
}

test('by POST, or without a Logout URL: 50061', async () => {
  await withLogout(async (idp) => {
    const cookie = await signedIn(idp);
    const body = new URLSearchParams({ SAMLRequest: Buffer.from(requestXml()).toString('base64') });
    const posted = await open(idp.ssoUrl, { method: 'POST', body, headers: { cookie } });
    expect(posted.body).toContain('AADSTS50061');
  });
  await withIdp(async (idp) => {
    expect((await ask(idp, requestXml(), await signedIn(idp))).body).toContain('AADSTS50061');
  });
});

test('an IssueInstant long ago, another NameID, an unknown SessionIndex and no session are no reason to refuse', async () => {
  await withLogout(async (idp) => {
    const old = requestXml({ IssueInstant: '2001-01-01T00:00:00Z' }).replace(
      '</saml:NameID>',
      '</saml:NameID><samlp:SessionIndex>_x</samlp:SessionIndex>',
    );
    expect((await ask(idp, old, await signedIn(idp))).status).toBe(302);
    expect((await ask(idp, requestXml(), '')).status).toBe(302);
  });
});

async function alsoAtOther(idp: RunningIdp, cookie: string): Promise<void> {
  const request = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_o" Version="2.0" IssueInstant="2026-11-22T10:00:00Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">urn:other</Issuer></samlp:AuthnRequest>`;
  const seen = await open(redirectUrl(idp, request), { headers: { cookie } });
  expect(seen.form?.action).toBe('https://other.example/acs');
}

const framesOf = (seen: Seen): string[] =>
  [...seen.body.matchAll(/<iframe src="([^"]*)"/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );

test('the other participants are told in frames, then the initiator is answered', async () => {
  await withLogout(async (idp) => {
    const cookie = await signedIn(idp);
    await alsoAtOther(idp, cookie);
    const seen = await ask(idp, requestXml(), cookie);
    const frames = framesOf(seen);
    expect(frames).toHaveLength(1);
    const { xml, query } = messageIn(frames[0] ?? '');
    expect(frames[0]).toMatch(/^https:\/\/other\.example\/slo\?SAMLRequest=/);
    expect(validateProtocol(xml)).toEqual([]);
    expect(xml).toMatch(new RegExp(`>https://sts.windows.net/${idp.tenant.id}/</Issuer>`));
    expect(xml).toMatch(/<samlp:SessionIndex>_[0-9a-f-]{36}<\/samlp:SessionIndex>/);
    expect(verifies(idp, query)).toBe(true);
    expect(seen.headers.get('refresh')).toMatch(/^2;url=https:\/\/notes\.example\/saml\/slo\?tenant=1&SAMLResponse=/);
    expect(seen.headers.get('content-security-policy')).toContain('frame-src https://other.example;');
  });
});

test('a sign-out at the IdP tells everybody; hostile: the initiator too', async () => {
  await withLogout(async (idp) => {
    const cookie = await signedIn(idp);
    await alsoAtOther(idp, cookie);
    const hosts = framesOf(await open(`${idp.baseUrl}/signout`, { headers: { cookie } })).map(
      (url) => new URL(url).host,
    );
    expect(hosts).toEqual(['notes.example', 'other.example']);
  });
  await withLogout(
    async (idp) => {
      const frames = framesOf(await ask(idp, requestXml(), await signedIn(idp)));
      expect(frames.map((url) => new URL(url).host)).toEqual(['notes.example']);
    },
    { broadcastToInitiator: true },
  );
});

const responseXml = `<samlp:LogoutResponse xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r" Version="2.0" IssueInstant="2026-11-22T10:00:00Z"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${entityId}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`;

const answer = (idp: RunningIdp): Promise<Seen> =>
  open(`${idp.ssoUrl}?SAMLResponse=${encodeURIComponent(deflated(responseXml))}`);

test('the SP’s LogoutResponse ends at a page, or, hostile, is refused', async () => {
  await withLogout(async (idp) => expect((await answer(idp)).page).toBe('signed-out'));
  await withLogout(async (idp) => expect((await answer(idp)).body).toContain('AADSTS75003'), {
    refuseLogoutResponses: true,
  });
});

/** Plays an armed sign-in and gives its token and cookie. */
async function played(idp: RunningIdp, spec: object = {}): Promise<{ token: string; cookie: string }> {
  const exchange = await armed(idp, { application: entityId, ...spec });
  await open(redirectUrl(idp), { headers: { cookie: exchange.cookie } });
  return exchange;
}

test('an exchange sends a LogoutRequest as often as it is asked, and keeps it in the transcript', async () => {
  await withLogout(async (idp) => {
    const { token } = await played(idp);
    const url = locationOf(await open(`${idp.baseUrl}/exchanges/${token}/logout`));
    expect(verifies(idp, messageIn(url).query)).toBe(true);
    expect(messageIn(url).xml).toContain('>b.simon@contoso.com</NameID>');
    await open(`${idp.baseUrl}/exchanges/${token}/logout?honest`);
    const { json } = await control(idp, 'GET', `/exchanges/${token}`);
    expect(json['logouts']).toMatchObject([{ direction: 'sent', url, plan: { message: 'LogoutRequest' } }, {}]);
    const { token: unused } = await armed(idp, { application: entityId });
    expect((await open(`${idp.baseUrl}/exchanges/${unused}/logout`)).status).toBe(409);
    expect((await open(`${idp.baseUrl}/exchanges/none/logout`)).status).toBe(404);
  });
});

test('an exchange changes its logout messages as the control endpoint says', async () => {
  await withLogout(async (idp) => {
    const logout = { sign: false, nameId: 'v.ictim@contoso.com', sessionIndex: null, notOnOrAfter: '-1h' };
    const { token } = await played(idp, { logout });
    const { xml, parameters } = messageIn(locationOf(await open(`${idp.baseUrl}/exchanges/${token}/logout`)));
    expect([...parameters.keys()]).toEqual(['SAMLRequest']);
    expect(xml).toContain('>v.ictim@contoso.com</NameID>');
    expect(xml).not.toContain('SessionIndex');
    const end = Date.parse(/NotOnOrAfter="([^"]*)"/.exec(xml)?.[1] ?? '');
    expect(Date.now() - end).toBeGreaterThan(3_500_000);
    const honest = messageIn(locationOf(await open(`${idp.baseUrl}/exchanges/${token}/logout?honest`)));
    expect(verifies(idp, honest.query)).toBe(true);

    const partial = await played(idp, { logout: { status: 'PartialLogout', sign: true } });
    const response = messageIn(locationOf(await ask(idp, requestXml(), partial.cookie)));
    expect(response.xml).toContain('status:PartialLogout"');
    expect(verifies(idp, response.query)).toBe(true);

    const wrong = await control(idp, 'POST', '/exchanges', { logout: { sign: 'yes', colour: 1 } });
    expect(wrong.status).toBe(400);
    expect(wrong.json['errors']).toEqual([
      '/logout/sign: expected true or false, found "yes"',
      expect.stringContaining('/logout/colour: unknown'),
    ]);
  });
});

test('an exchange may take the SP’s request and never answer; what came is in the transcript', async () => {
  await withLogout(async (idp) => {
    const { token, cookie } = await played(idp, { logout: { hold: true } });
    expect((await ask(idp, requestXml(), cookie)).page).toBe('held');
    expect(idp.transcript(token)?.logouts).toMatchObject([
      { direction: 'received', message: 'LogoutRequest', signature: 'absent', nameId: { value: 'anybody' } },
    ]);
    // The exchange itself is over, and still is.
    expect((await open(redirectUrl(idp), { headers: { cookie } })).page).toBe('inert');
  });
});
