/** What is asked of encryption as such uses the algorithms that the honest twin used. */

import { expect, test } from '@playwright/test';
import { entraEncryption } from '../../../idp/protocol/plan.ts';
import { attributesIn, findAll } from '../../../idp/protocol/xml-text.ts';
import { allCases, generated, sends } from '../cases/generated.ts';

/** These are about the algorithm itself. */
const ownAlgorithm = /^encryption\/aes|^encryption-misuse\/(cbc|gcm|empty-ciphervalue)/;

test('an SP that reads the algorithms of the profile only is asked every question that is not about algorithms', async () => {
  const encrypted = (await allCases()).filter(
    (one) => sends(one) && one.shape?.encryption === 'on' && !ownAlgorithm.test(one.id),
  );
  expect(encrypted.map(({ id }) => id)).toContain('wrapping/genuine-in-encrypted@plain-first');
  for (const one of encrypted) {
    const { xml } = await generated(one);
    const [content] = findAll(xml, 'EncryptionMethod');
    const written = content === undefined ? [] : attributesIn(xml, content).map(({ value }) => value);
    expect(written, one.id).toContain(entraEncryption.contentAlgorithm);
  }
});

test('a case that needs encryption says so by its shape, so that its twin is encrypted as well', async () => {
  const needing = (await allCases()).filter((one) => one.needs?.includes('encrypted-assertions') === true);
  const elsewhere = needing.filter((one) => one.shape?.encryption !== 'on' && !ownAlgorithm.test(one.id));
  expect(elsewhere.map(({ id }) => id)).toEqual([]);
});
