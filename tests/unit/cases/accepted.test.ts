/** Messages that must be accepted are right: schema-valid, and independent verifiers agree with our signature. */

import { expect, test } from '@playwright/test';
import { validateProtocol } from '../../../idp/protocol/schema.ts';
import { covered, xmlsecInstalled, xmlsecVerifies } from '../protocol/verify.ts';
import { allCases, defectsOf, generated, keyring } from './generated.ts';

const names = { assertion: ['Assertion'], response: ['Response'], both: ['Response', 'Assertion'] };

test('every message that must be accepted verifies with xml-crypto, and with xmlsec1 where installed', async () => {
  const { certificate } = keyring('idp');
  const accepted = (await allCases()).filter((one) => one.expect === 'accept');
  expect(accepted.length).toBeGreaterThan(15);
  for (const one of accepted) {
    const { xml } = await generated(one);
    const signing = one.shape?.signing ?? 'assertion';
    expect(covered(xml, certificate), one.id).toEqual(names[signing]);
    if (!xmlsecInstalled) continue;
    for (const element of signing === 'both' ? (['assertion', 'response'] as const) : [signing]) {
      expect(xmlsecVerifies(xml, certificate, element), `${one.id}, ${element}`).toBe(true);
    }
  }
});

test('every message that must be accepted is schema-valid', async () => {
  for (const one of (await allCases()).filter((each) => each.expect === 'accept')) {
    expect(validateProtocol((await generated(one)).xml), one.id).toEqual([]);
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
