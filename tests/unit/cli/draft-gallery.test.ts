/** Every entry of the gallery makes a profile that loads, and gives it the claims that the entry has. */

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { galleryEntries } from '../../../idp/web/admin/gallery.ts';
import { draftProfile } from '../../../scenarios/draft.ts';
import { loadTarget } from '../../../scenarios/target.ts';

test('all entries: the draft loads with the claims and the way of starting of the entry', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'samlproof-gallery-')), 'target.yaml');
  for (const gallery of galleryEntries()) {
    await writeFile(file, draftProfile({ gallery, authorization: 'ours' }));
    const { name, idp, capabilities } = await loadTarget(file);
    expect(name).toBe(gallery.name);
    expect(idp.claims).toEqual(gallery.claims ?? []);
    expect(capabilities.includes('idp-initiated'), gallery.id).toBe(gallery.initiated?.includes('idp') ?? false);
  }
});

test('the vendor’s own address is not proposed for a service provider on this machine', () => {
  const gallery = galleryEntries().find(({ id }) => id === 'headspace');
  if (gallery === undefined) throw new Error('the gallery has lost Headspace');
  const sp = { acsUrl: 'https://auth.eu.headspace.com/login/callback' };
  expect(draftProfile({ gallery, ...sp })).toContain('startUrl: https://headspace.com/sso-login');
  expect(draftProfile({ gallery, acsUrl: 'http://localhost:4000/acs' })).toContain(
    'startUrl: http://localhost:4000/login',
  );
});
