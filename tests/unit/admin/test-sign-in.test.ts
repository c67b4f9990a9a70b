/** «Test»: what is shown of a sign-in that works, of one that is refused, and of one that nobody asked for. */

import { expect, test } from '@playwright/test';
import { basicForm, newApp, withAdmin, type Client } from './client.ts';

const samlRequest = (issuer: string): string =>
  Buffer.from(
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0" IssueInstant="2026-01-01T00:00:00Z"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer></samlp:AuthnRequest>`,
  ).toString('base64');

const user = 'b.simon@contoso.com';

async function configured(client: Client, signOnUrl?: string): Promise<string> {
  const app = await newApp(client);
  const more = signOnUrl === undefined ? {} : { signOnUrl };
  await client.post(`${app}/single-sign-on/basic`, basicForm(['urn:notes'], ['https://sp.example/acs'], more));
  const [first] = client.idp.tenant.users;
  await client.post(`${app}/users-and-groups/add`, { principal: first?.id ?? '' });
  return `${app}/single-sign-on/test`;
}

/** Starts the test and sends a request of this issuer from the same browser. */
async function askedBy(client: Client, path: string, issuer: string): Promise<string> {
  const started = await client.post(path, { user });
  expect(started.location).toBe('https://sp.example/login');
  await fetch(client.idp.ssoUrl, {
    method: 'POST',
    headers: { cookie: started.cookie },
    body: new URLSearchParams({ SAMLRequest: samlRequest(issuer) }),
  });
  return (await client.get(`${path}/result`)).text;
}

test('with a sign-on URL: request, response and checks are shown', async () => {
  await withAdmin(async (client) => {
    const path = await configured(client, 'https://sp.example/login');
    const text = await askedBy(client, path, 'urn:notes');
    expect(text).toContain('was signed in here');
    expect(text).toContain('&lt;samlp:AuthnRequest');
    expect(text).toContain('&lt;Assertion');
    expect(text).not.toContain('Differs');
    expect((await client.get(`${path}/result/response`)).text).toContain('<Assertion');
  });
});

test('a wrong issuer is named, with what was expected and what to do', async () => {
  await withAdmin(async (client) => {
    const text = await askedBy(client, await configured(client, 'https://sp.example/login'), 'urn:other');
    expect(text).toContain('AADSTS700016');
    expect(text).toContain('Differs');
    expect(text).toContain('<td>urn:other</td>');
  });
});

test('without a sign-on URL the answer is posted at once; who is not assigned is refused beside the field', async () => {
  await withAdmin(async (client) => {
    const path = await configured(client);
    expect((await client.post(path, { user })).location).toContain('/exchanges/');
    expect((await client.get(`${path}/result`)).text).toContain('was signed in here');
    const refused = await client.post(path, { user: 'v.ictim@contoso.com' });
    expect(refused.status).toBe(422);
    expect(/id="user-error">([^<]*)/.exec(refused.text)?.[1]).toContain('AADSTS50105');
  });
});
