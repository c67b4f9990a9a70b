/** What an SP is told before the IdP runs, by the profile as it is today. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { describeIdp } from '../../../idp/describe.ts';
import { openState, startIdp } from '../../../idp/index.ts';

const target = {
  name: 'Notes',
  entityId: 'https://notes.example/saml',
  acsUrls: ['https://notes.example/acs'],
  users: ['b.simon@contoso.com'],
};

test('certificates stated after an earlier run are in the metadata', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samlproof-describe-'));
  try {
    const state = await openState(folder);
    const idp = await startIdp({ state, baseUrl: 'http://127.0.0.1:0' });
    idp.register(target);
    await idp.close();
    await state.close();
    const described = await describeIdp({
      state: folder,
      baseUrl: 'http://127.0.0.1:7463',
      target: { ...target, publishedKeys: ['idpNext'] },
      alsoKeys: ['idpNext'],
    });
    const metadata = described.metadata('saml');
    expect(metadata).toContain(described.certificateBase64);
    expect(metadata).toContain(described.alsoCertificates[0]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
