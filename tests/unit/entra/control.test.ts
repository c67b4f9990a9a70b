/** Configuration by the control endpoints, with the names of the tenant file. */

import { expect, test } from '@playwright/test';
import { signIn } from '../web/person.ts';
import { control, entityId, withIdp } from '../web/sp-side.ts';

test('users, applications and switches as in the tenant file; mistakes with their path; passwords are never told', async () => {
  await withIdp(async (idp) => {
    const given = {
      tenant: { switches: { passwords: 'always' } },
      users: [{ userPrincipalName: 'new@contoso.com', password: 'secret', signInMethod: 'X509' }],
      applications: [{ displayName: 'Second', identifiers: ['urn:second'], replyUrls: ['https://second.example/acs'] }],
    };
    const { status, json } = await control(idp, 'POST', '/tenant', given);
    expect([status, json['errors']]).toEqual([200, undefined]);
    expect(JSON.stringify(json)).not.toContain('secret');
    expect(idp.application('urn:second').replyUrls).toEqual(['https://second.example/acs']);
    expect(idp.application(entityId).displayName).toBe('Contoso Notes');
    expect((await signIn(idp)).page).toBe('password');
    const wrong = await control(idp, 'POST', '/tenant', { users: [{ userPrincipalName: 5 }], x: 1 });
    expect([wrong.status, wrong.json['error']]).toEqual([400, 'tenant-file-invalid']);
    expect((wrong.json['errors'] as string[]).join('\n')).toContain('users[0].userPrincipalName');
    const { json: shown } = await control(idp, 'GET', '/switches');
    expect(shown['values']).toMatchObject({ passwords: 'always', destination: 'ignored' });
  });
});

test('certificates: made, activated, removed; mistakes are told', async () => {
  await withIdp(async (idp) => {
    const order = async (more: object) => {
      const { status, json } = await control(idp, 'POST', '/certificates', { application: entityId, ...more });
      return { status, json, all: json['certificates'] as { thumbprint: string; active: boolean; signs: boolean }[] };
    };
    const made = await order({ issuedBy: 'authority' });
    expect(made.all.map(({ active, signs }) => [active, signs])).toEqual([
      [true, true],
      [false, false],
    ]);
    const activated = await order({ activate: made.all[1]?.thumbprint });
    expect(activated.all.map(({ signs }) => signs)).toEqual([false, true]);
    expect((await order({ remove: made.all[0]?.thumbprint })).all).toHaveLength(1);
    const wrong = await order({ pfx: 'AAAA', password: 'x' });
    expect([wrong.status, wrong.json['error']]).toEqual([400, 'certificate-invalid']);
    const unknown = await control(idp, 'POST', '/certificates', { application: 'urn:none', y: 1 });
    expect(unknown.json['errors']).toEqual([expect.stringContaining('/y: unknown')]);
  });
});
