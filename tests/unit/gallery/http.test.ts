/** Thirty differently configured applications of the gallery, signed in to over HTTP; all 552 are tests/soak/gallery.test.ts. */

import { expect, test } from '@playwright/test';
import { entries } from './entries.ts';
import { problemOf, shapes, startGallery, type Gallery } from './sign-in.ts';

let gallery: Gallery;
test.beforeAll(async () => {
  gallery = await startGallery();
});
test.afterAll(async () => {
  await gallery.close();
});

test('thirty shapes: audience, reply URL, claims and certificate as each vendor has them', async () => {
  const chosen = shapes(gallery, 30);
  expect(new Set(chosen).size).toBe(30);
  const problems: (string | undefined)[] = [];
  for (const index of chosen) problems.push(await problemOf(gallery, index));
  expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
});

test('a vendor that expects another audience refuses', async () => {
  const index = entries.findIndex(({ id }) => id === 'headspace');
  const application = gallery.idp.tenant.applications[gallery.idp.tenant.applications.length - entries.length + index];
  expect(application?.displayName).toBe('Headspace (headspace)');
  const before = application?.audience;
  if (application !== undefined) application.audience = 'urn:somebody-else';
  expect(await problemOf(gallery, index)).toMatch(/^headspace: refused: 403 audience/);
  if (application !== undefined && before === undefined) delete application.audience;
  expect(await problemOf(gallery, index)).toBeUndefined();
});
