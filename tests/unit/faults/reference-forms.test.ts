/** What a verifier makes of signatures that it must not be content with: another's, which does as it is told, finds them right. */

import { expect, test } from '@playwright/test';
import { findFirst, innerOf, outerOf } from '../../../idp/protocol/xml-text.ts';
import { allCases, facts, generated, keyring } from '../cases/generated.ts';
import { xmlsecInstalled, xmlsecVerifies } from '../protocol/verify.ts';

const obeyed = [
  'signature/tf-xpath-run@xpath',
  'signature/tf-xpath-run@filter',
  'signature/ref-file',
  'signature/ref-manifest',
];

async function messages(): Promise<Map<string, string>> {
  const cases = (await allCases()).filter(({ id }) => obeyed.includes(id));
  return new Map(await Promise.all(cases.map(async (one) => [one.id, (await generated(one)).xml] as const)));
}

test('the name in them is the victim’s, and no digest covers it', async () => {
  const found = await messages();
  expect([...found.keys()].toSorted()).toEqual(obeyed.toSorted());
  for (const [id, xml] of found) {
    const nameId = findFirst(xml, 'NameID');
    expect(nameId && innerOf(xml, nameId), id).toBe(facts().victim.nameId.value);
  }
});

test('xmlsec1, which runs every transform and follows every reference, finds them right', async () => {
  if (!xmlsecInstalled) return;
  const { certificate } = keyring('idp');
  for (const [id, xml] of await messages()) {
    expect(xmlsecVerifies(xml, certificate, 'assertion'), id).toBe(true);
  }
});

test('what the transforms of the XPath case see is changed by anything but the Subject', async () => {
  const [xml = ''] = [...(await messages()).entries()].flatMap(([id, text]) => (id.endsWith('@xpath') ? [text] : []));
  const conditions = findFirst(xml, 'Conditions');
  const changed = xml.replace(conditions ? outerOf(xml, conditions) : '', '');
  expect(changed).not.toBe(xml);
  if (xmlsecInstalled) expect(xmlsecVerifies(changed, keyring('idp').certificate, 'assertion')).toBe(false);
});
