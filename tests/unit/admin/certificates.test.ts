/** Roll-over, import and verification certificates on the admin pages. */

import { expect, test } from '@playwright/test';
import { newApp, withAdmin } from './client.ts';

test('certificates: a new one is inactive until it is made active; what cannot be is refused beside its field', async () => {
  await withAdmin(async (client) => {
    const app = await newApp(client);
    const path = `${app}/single-sign-on/signing`;
    const certificates = () => client.idp.tenant.applications[0]?.certificates ?? [];
    expect((await client.post(path, { action: 'new', expires: '2001-01-01' })).text).toContain('id="expires-error"');
    expect((await client.post(path, { action: 'new', expires: 'soon' })).text).toContain('id="expires-error"');
    expect(certificates()).toEqual([]);
    expect((await client.post(path, { action: 'new' })).location).toContain('done=new');
    expect(certificates().map(({ active }) => active)).toEqual([true, false]);
    const [, fresh] = /value="activate:(\w+)"/.exec((await client.get(path)).text) ?? [];
    await client.post(path, { action: `activate:${fresh ?? ''}` });
    expect(certificates().map(({ active }) => active)).toEqual([false, true]);
    const downloaded = (await client.get(`${app}/single-sign-on/certificate/pem`)).text;
    expect(downloaded.replaceAll(/\s/g, '')).toBe(certificates()[1]?.certificate.replaceAll(/\s/g, ''));
    expect((await client.post(path, { action: `remove:${fresh ?? ''}` })).text).toContain('cannot be deleted');
    const form = new FormData();
    form.set('action', 'import');
    form.set('pfx', new File(['no pfx'], 'x.pfx'));
    form.set('password', 'wrong');
    expect((await client.post(path, form)).status).toBe(422);
    expect(certificates()).toHaveLength(2);
    const emails = await client.post(path, { action: 'settings', emails: 'a@b.c\nnobody' });
    expect(emails.text).toContain('id="emails-error"');
    expect(emails.text).toContain('a@b.c\nnobody');
  });
});

function uploaded(content: string): FormData {
  const data = new FormData();
  data.set('action', 'upload');
  data.set('certificate', new File([content], 'sp.cer'));
  return data;
}

test('verification certificates: signed requests cannot be required without one', async () => {
  await withAdmin(async (client) => {
    const path = `${await newApp(client)}/single-sign-on/verification`;
    expect((await client.post(path, { action: 'settings', required: 'yes' })).text).toContain('id="required-error"');
    expect((await client.post(path, uploaded('nonsense'))).text).toContain('id="certificate-error"');
    await client.post(path, uploaded(client.idp.certificate()));
    await client.post(path, { action: 'settings', required: 'yes' });
    expect(client.idp.tenant.applications[0]?.verification).toMatchObject({ required: true, allowSha1: false });
  });
});
