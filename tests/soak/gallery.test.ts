/** Every application of the gallery, signed in to over HTTP. */

import { expect, test } from '@playwright/test';
import { entries } from '../unit/gallery/entries.ts';
import { problemOf, startGallery } from '../unit/gallery/sign-in.ts';

test('all 552 applications of the gallery sign their person in', async () => {
  const gallery = await startGallery();
  try {
    const problems: (string | undefined)[] = [];
    for (const index of entries.keys()) problems.push(await problemOf(gallery, index));
    expect(problems).toHaveLength(552);
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  } finally {
    await gallery.close();
  }
});
