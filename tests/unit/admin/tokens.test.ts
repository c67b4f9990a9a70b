/** Token encryption and token configuration on the admin pages, seen in what is sent. */

import { expect, test } from '@playwright/test';
import { basicForm, newApp, withAdmin, type Client } from './client.ts';

function uploaded(content: string): FormData {
  const data = new FormData();
  data.set('action', 'import');
  data.set('certificate', new File([content], 'sp.cer'));
  return data;
}

async function answerOf({ idp }: Client): Promise<string> {
  const { token } = await idp.arm({ application: 'urn:notes', user: 'b.simon@contoso.com', unsolicited: true });
  return idp.transcript(token)?.answers[0]?.xml ?? '';
}

async function configured(client: Client): Promise<string> {
  const app = await newApp(client);
  await client.post(`${app}/single-sign-on/basic`, basicForm(['urn:notes'], ['https://notes.example/acs']));
  await client.post(`${app}/properties`, { name: 'Notes', assignmentRequired: 'no', enabled: 'yes', visible: 'yes' });
  return app;
}

test('token encryption: imported inactive, activated, deactivated; the active one cannot be deleted', async () => {
  await withAdmin(async (client) => {
    const app = await configured(client);
    const path = `${app}/token-encryption`;
    const application = () => client.idp.application('urn:notes');
    expect((await client.post(path, uploaded('nonsense'))).text).toContain('id="certificate-error"');
    expect((await client.post(path, { action: 'import' })).text).toContain('Choose a certificate file first');
    const certificate = client.idp.certificate();
    expect((await client.post(path, uploaded(certificate))).location).toContain('done=import');
    expect(application()).not.toHaveProperty('encryptionCertificate');
    expect(await answerOf(client)).toContain('<Assertion');
    await client.post(path, { action: 'activate:0' });
    expect(await answerOf(client)).toContain('EncryptedAssertion');
    expect((await client.get(path)).text).toContain('Deactivate token encryption');
    await client.post(path, { action: 'remove:0' });
    expect(application().encryptionCertificate).toBeDefined();
    await client.post(path, { action: 'deactivate:0' });
    expect(await answerOf(client)).toContain('<Assertion');
    expect(application().encryptionCertificates).toHaveLength(1);
    await client.post(path, { action: 'remove:0' });
    expect(application().encryptionCertificates).toEqual([]);
  });
});

test('token configuration: optional claims are added, changed and deleted; what cannot be is refused', async () => {
  await withAdmin(async (client) => {
    const path = `${await configured(client)}/token-configuration`;
    const claims = () => client.idp.application('urn:notes').optionalClaims;
    await client.post(path, { name: 'acct' });
    expect(await answerOf(client)).toContain('/identity/claims/acct"');
    expect((await client.post(path, { name: 'iban' })).text).toContain('id="name-error"');
    expect((await client.post(path, { name: 'acct', property: 'emit_as_roles' })).text).toContain(
      'id="property-error"',
    );
    await client.post(path, { name: 'upn' });
    await client.post(path, { name: 'upn', property: 'include_externally_authenticated_upn' });
    expect(claims()).toEqual([
      { name: 'acct' },
      { name: 'upn', additionalProperties: ['include_externally_authenticated_upn'] },
    ]);
    expect((await client.get(path)).text).toContain('aria-label="Delete upn"');
    await client.post(path, { remove: 'acct' });
    await client.post(path, { remove: 'upn' });
    expect(claims()).toBeUndefined();
  });
});
