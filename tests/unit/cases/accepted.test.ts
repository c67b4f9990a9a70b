/** Messages that must be accepted are right: schema-valid, and independent verifiers agree with our signature. */

import { expect, test } from '@playwright/test';
import { validateProtocol } from '../../../idp/protocol/schema.ts';
import { plan } from '../protocol/fixture.ts';
import { covered, xmlsecInstalled, xmlsecVerifies } from '../protocol/verify.ts';
import type { Case } from '../../../scenarios/case.ts';
import { allCases, defectsOf, generated, keyring } from './generated.ts';
import { certificatesOf, decrypted, decryptionKeyOf } from './sp-keys.ts';

const names = { assertion: ['Assertion'], response: ['Response'], both: ['Response', 'Assertion'] };

test('every message that must be accepted verifies with xml-crypto, and with xmlsec1 where installed', async () => {
  const accepted = (await allCases()).filter((one) => one.expect === 'accept');
  expect(accepted.length).toBeGreaterThan(15);
  for (const one of accepted) {
    const certificate = certificatesOf(one, keyring).at(-1) ?? '';
    const signed = await signedTexts(one, (await generated(one)).xml);
    const found = [...new Map(signed.map(({ text }) => [text, covered(text, certificate)])).values()].flat();
    expect(found, one.id).toEqual(names[one.shape?.signing ?? 'assertion']);
    if (!xmlsecInstalled) continue;
    for (const { element, text } of signed) {
      expect(xmlsecVerifies(text, certificate, element), `${one.id}, ${element}`).toBe(true);
    }
  }
});

/** Each signed element with the text in which its signature can be verified: an encrypted assertion stands alone. */
async function signedTexts(one: Case, xml: string): Promise<{ element: 'assertion' | 'response'; text: string }[]> {
  const signing = one.shape?.signing ?? 'assertion';
  const opened = await decrypted(xml, decryptionKeyOf(one));
  const elements = signing === 'both' ? (['response', 'assertion'] as const) : [signing];
  return elements.map((element) => ({
    element,
    text: element === 'assertion' ? (opened.assertions[0] ?? xml) : xml,
  }));
}

test('every message that must be accepted is schema-valid', async () => {
  for (const one of (await allCases()).filter((each) => each.expect === 'accept')) {
    expect(validateProtocol((await generated(one)).xml), one.id).toEqual([]);
  }
});

test('what the standard itself says must be accepted brings the RelayState of the request back (Bindings 3.5.3)', async () => {
  const accepted = (await allCases()).filter((one) => one.expect === 'accept');
  for (const one of accepted.filter(({ level, layer }) => level === 'must' && layer === 'saml')) {
    const { post } = await generated(one);
    expect(Object.fromEntries(post.fields)['RelayState'], one.id).toBe(plan().relayState);
  }
});

test('clock cases lie inside and outside the tolerance, whatever it is', async () => {
  const cases = await allCases();
  for (const skewSeconds of [0, 60, 180, 300, 7200]) {
    for (const one of cases.filter(({ id }) => id.startsWith('accept/time-skew-within'))) {
      expect(defectsOf(await generated(one, { skewSeconds }), { skewSeconds }), `${one.id} at ${skewSeconds}`).toEqual(
        [],
      );
    }
    for (const one of cases.filter(({ id }) => /^conditions\/time-|^subject\/noa-expired/.test(id))) {
      const found = defectsOf(await generated(one, { skewSeconds }), { skewSeconds });
      expect(found, `${one.id} at ${skewSeconds}`).toEqual(one.defects);
    }
  }
});
