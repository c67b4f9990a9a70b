/** In wrapping and parser cases the signed bytes stay intact: the genuine signature verifies over the genuine element. */

import { expect, test } from '@playwright/test';
import { canonicalFormOf } from '../../../idp/protocol/algorithms.ts';
import { canonicalText } from '../../../idp/protocol/sign-text.ts';
import { findAll, innerOf, outerOf } from '../../../idp/protocol/xml-text.ts';
import { covered } from '../protocol/verify.ts';
import type { Case } from '../../../scenarios/case.ts';
import { extendedVictim } from '../../../idp/faults/differentials.ts';
import { allCases, facts, generated, keyring } from './generated.ts';

/** Forgeries from nothing but a signed refusal: there is no signed assertion that could be found again. */
const withoutAccount = ['wrapping/multi-root', 'wrapping/signed-error-decoy', 'wrapping/signed-error-twin'];

/** A second Signature without SignedInfo: what was signed is all the rest. */
const twin = /<Signature [^>]*><SignatureValue>[^<]*<\/SignatureValue><Object>.*?<\/Object><\/Signature>/s;

/** Not well-formed, with nothing forged: no canonical form. */
const malformed = 'wrapping/root-attr-extra';

/** Wrapping cases whose signed bytes stand in the open. */
function wraps({ id, area, shape }: Case): boolean {
  const none = withoutAccount.includes(id) || id.startsWith(malformed);
  return area === 'wrapping' && shape?.encryption !== 'on' && !none;
}

const exclusive = canonicalFormOf('http://www.w3.org/2001/10/xml-exc-c14n#');

function withoutSignatures(text: string): string {
  return findAll(text, 'Signature').reduceRight((rest, span) => rest.slice(0, span.start) + rest.slice(span.end), text);
}

function partsOf(xml: string, ...names: string[]): string[] {
  return names.flatMap((name) => findAll(xml, name).map((span) => outerOf(xml, span)));
}

/** Canonical text of every element of this name that the message holds, Signatures inside left out. */
function canonicalOf(xml: string, name: string): string[] {
  if (!exclusive) throw new Error('exclusive canonicalization is not known');
  return findAll(xml, name).map((span) => withoutSignatures(canonicalText(xml, span, exclusive, [])));
}

/** How many SignedInfo and SignatureValue stand beside the genuine ones: none, but where they are the attack. */
function beside(id: string): number {
  if (id === 'wrapping/borrowed-signature@before-own') return 2;
  return id.startsWith('wrapping/second-signedinfo@') ? 1 : 0;
}

test('the honest message of every wrapping case verifies, and its signed element is found again, byte for byte', async () => {
  const cases = (await allCases()).filter(wraps);
  expect(cases.length).toBeGreaterThanOrEqual(10);
  for (const one of cases) {
    const { honestXml, xml } = await generated(one);
    const name = one.shape?.signing === 'response' ? 'Response' : 'Assertion';
    expect(covered(honestXml, keyring('idp').certificate), one.id).toEqual([name]);
    const [genuine] = canonicalOf(honestXml, name);
    expect(canonicalOf(xml, name), one.id).toContain(genuine);
    const signed = partsOf(honestXml, 'SignedInfo', 'SignatureValue');
    const sent = partsOf(xml, 'SignedInfo', 'SignatureValue');
    expect(sent, one.id).toEqual(expect.arrayContaining(signed));
    expect(sent.length - signed.length, one.id).toBe(beside(one.id));
  }
});

test('what is forged in a wrapping case names the victim, what is signed names the subject', async () => {
  const { subject, victim } = facts();
  for (const one of (await allCases()).filter(wraps)) {
    const { xml } = await generated(one);
    // Claims are all that is forged here.
    const claims = one.id.startsWith('wrapping/dup-attributestatement');
    const values = findAll(xml, claims ? 'AttributeValue' : 'NameID').map((span) => innerOf(xml, span));
    const people = [subject.nameId.value, victim.nameId.value];
    const names = claims ? [...new Set(values.filter((value) => people.includes(value)))] : values;
    expect(names.toSorted(), one.id).toEqual(people.toSorted());
  }
});

test('the signed refusals that forgeries are made of are genuine', async () => {
  for (const one of (await allCases()).filter(({ id }) => withoutAccount.includes(id))) {
    const { xml } = await generated(one);
    const [refused = ''] = partsOf(xml.replace(twin, ''), 'Response').filter(
      (text) => /StatusCode[^>]*:Responder"/.test(text.slice(0, 4000)) && !text.includes('NameID'),
    );
    expect(covered(refused, keyring('idp').certificate), one.id).toEqual(['Response']);
  }
});

test('comment and entity tricks leave the signature valid for a reader that reads as XML says', async () => {
  const cases = await allCases();
  const message = async (id: string): Promise<string> => {
    const found = cases.find((one) => one.id === id);
    if (!found) throw new Error(`no case ${id}`);
    return (await generated(found)).xml;
  };
  const { certificate } = keyring('idp');
  expect(covered(await message('parser/comment-nameid'), certificate)).toEqual(['Assertion']);
  expect(covered(await message('parser/dtd-empty'), certificate)).toEqual(['Assertion']);
  const entity = await message('parser/internal-entity');
  const declared = /<!ENTITY who "([^"]*)">/.exec(entity)?.[1] ?? '';
  const expanded = entity.replace(/<!DOCTYPE[^[]*\[[^\]]*\]>/, '').replace('&who;', declared);
  expect(covered(expanded, certificate)).toEqual(['Assertion']);
});

test('a name that is written for half-readers is written so in every claim of the same value', async () => {
  const ids = ['parser/comment-nameid', 'parser/pi-nameid-hidden', 'signature/c14n-with-comments'];
  const cases = (await allCases()).filter(({ id }) => ids.includes(id));
  expect(cases.map(({ id }) => id).toSorted()).toEqual(ids);
  for (const one of cases) {
    const { xml } = await generated(one);
    const written = (name: string): string[] => findAll(xml, name).map((span) => innerOf(xml, span));
    const [nameId = ''] = written('NameID');
    expect(written('AttributeValue'), one.id).toContain(nameId);
    expect(written('AttributeValue'), one.id).not.toContain(extendedVictim(facts()));
  }
});

test('tampered digests and second SignedInfo keep the genuine SignatureValue', async () => {
  const ids = ['parser/digest-comment', 'parser/signedinfo-multiple'];
  for (const one of (await allCases()).filter(({ id }) => ids.some((start) => id.startsWith(start)))) {
    const { xml, honestXml } = await generated(one);
    expect(partsOf(xml, 'SignatureValue'), one.id).toEqual(partsOf(honestXml, 'SignatureValue'));
  }
});
