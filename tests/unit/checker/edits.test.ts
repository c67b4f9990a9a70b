/** No edit of a signed message goes unseen, and none makes the checker throw. */

import { expect, test } from '@playwright/test';

import { checkDelivery, checkMessage } from '../../../checker/check.ts';
import { assertion, context, response, sign } from './signer.ts';

const signed = sign(response(assertion()), { id: '_r1' });
// The certificate is only a hint, and the last characters of a base64 text may hold bits that mean nothing.
const [from, to] = [signed.indexOf('<SignatureValue>'), signed.indexOf('</KeyInfo>')];

for (const replacement of ['x', '<', '&', '', '\u0000']) {
  test(`any character replaced by ${JSON.stringify(replacement)}`, () => {
    const unseen: number[] = [];
    for (let at = 0; at < signed.length; at += 3) {
      if ((at >= from && at < to) || signed[at] === replacement) continue;
      const edited = signed.slice(0, at) + replacement + signed.slice(at + 1);
      if (checkMessage(edited, context).length === 0) unseen.push(at);
    }
    expect(unseen).toEqual([]);
  });
}

test('a message cut off anywhere is not well-formed', () => {
  for (let length = 0; length < signed.length; length += 7) {
    expect(checkMessage(signed.slice(0, length), context).map(({ code }) => code)).toEqual(['not-well-formed']);
  }
});

test('bytes of any kind in the form are answered, not thrown at', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const bytes = Buffer.from(Array.from({ length: seed }, (_, index) => (index * 31 + seed * 17) % 256));
    const defects = checkDelivery({ method: 'post', fields: [['SAMLResponse', bytes.toString('base64')]] }, context);
    expect(defects).toHaveLength(1);
  }
});
