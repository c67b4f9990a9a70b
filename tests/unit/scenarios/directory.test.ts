/** A profile that names a directory: its application, its people and its exchanges are that directory's. */

import { writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { openHost } from '../../../scenarios/host.ts';
import { loadTarget } from '../../../scenarios/target.ts';
import { stateWithKey } from '../web/sp-side.ts';

const profile = (tenant: string): string => `
schemaVersion: 1
name: Notes
sp: { entityId: 'urn:notes', acsUrl: 'http://127.0.0.1:9/acs' }
signIn: { startUrl: 'http://127.0.0.1:9/login?org={{tenant.domain}}' }
protectedPage: { url: 'http://127.0.0.1:9/me', signedIn: { status: 200 }, identity: { json: /nameId } }
users: { subject: eve@fabrikam.com, victim: vic@fabrikam.com }
idp: { tenant: ${tenant} }
`;

test('idp.tenant: everything about the target is seen from there', async () => {
  const state = stateWithKey({
    'tenant.yaml': 'schemaVersion: 1\ntenants: [{ tenant: { displayName: Fabrikam, domains: [fabrikam.com] } }]\n',
  });
  const catalogue = { list: () => [], mutationOf: () => undefined, cases: [], rows: [], digest: '' };
  const host = await openHost({ catalogue, state, baseUrl: 'http://127.0.0.1:0' });
  try {
    const file = test.info().outputPath('target.yaml');
    await writeFile(file, profile('Fabrikam.com'));
    const run = host.admit(await loadTarget(file));
    expect([run.idp.tenant.displayName, host.idp.tenant.applications]).toEqual(['Fabrikam', []]);
    expect(run.profileFor('victim').signIn.startUrl).toBe('http://127.0.0.1:9/login?org=fabrikam.com');
    const { token } = await run.port.arm({ application: 'urn:notes', unsolicited: true });
    const transcript = await run.port.transcript(token);
    expect(transcript.user).toBe('eve@fabrikam.com');

    expect(transcript.answers[0]?.xml).toContain(run.idp.entityId);
    await writeFile(file, profile('nowhere.com'));
    const lost = await loadTarget(file);
    expect(() => host.admit(lost)).toThrow(/no directory «nowhere.com»/);
  } finally {
    await host.close();
  }
});
