/** Every property of a signing plan reaches the Signature, and the result verifies where it can. */

import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { canonicalization, digestMethods, signatureMethods, transforms } from '../../../idp/protocol/algorithms.ts';
import { entraSignature } from '../../../idp/protocol/plan.ts';
import { responseTree } from '../../../idp/protocol/render.ts';
import { signResponse } from '../../../idp/protocol/sign-response.ts';
import { canonicalText } from '../../../idp/protocol/sign-text.ts';
import { digest } from '../../../idp/protocol/sign.ts';
import type { ResponsePlan, SignaturePlan } from '../../../idp/protocol/types.ts';
import type { Span } from '../../../idp/protocol/xml-text.ts';
import {
  attributeOf,
  findAll,
  findById,
  findFirst,
  removeSpan,
  rootOf,
  textOf,
} from '../../../idp/protocol/xml-text.ts';
import { keyring, plan } from './fixture.ts';
import { covered, verifies, xmlsecInstalled, xmlsecVerifies } from './verify.ts';

const { certificate } = keyring('idp');
const exclusive = { exclusive: true, version11: false, comments: false };

function signed(changes: Partial<SignaturePlan>, more: Partial<ResponsePlan> = {}): string {
  const each = { ...plan(), signing: { assertion: { ...entraSignature('rsa-sha256'), ...changes } }, ...more };
  return signResponse(responseTree(each), each, keyring);
}

const value = (xml: string, name: string): string => textOf(xml, findFirst(xml, name) as Span);
const attributes = (xml: string, element: string, name: string): (string | undefined)[] =>
  findAll(xml, element).map((span) => attributeOf(xml, span, name));

test('another key, its own certificate or another’s', () => {
  const stranger = keyring('stranger');
  const own = signed({ key: 'stranger' });
  expect(verifies(own, certificate)).toBe(false);
  expect(covered(own, stranger.certificate)).toEqual(['Assertion']);
  expect(value(own, 'X509Certificate')).toBe(stranger.certificateBase64);
  const borrowed = signed({ key: 'stranger', keyInfo: { certificateOf: 'idp' } });
  expect(value(borrowed, 'X509Certificate')).toBe(keyring('idp').certificateBase64);
  expect(covered(borrowed, stranger.certificate)).toEqual(['Assertion']);
});

test('KeyInfo as a key value, or none', () => {
  const withValue = signed({ keyInfo: 'keyValue' });
  expect(Buffer.from(value(withValue, 'Modulus'), 'base64')).toHaveLength(256);
  expect(value(withValue, 'Exponent')).toBe('AQAB');
  expect(covered(withValue, certificate)).toEqual(['Assertion']);
  expect(findFirst(signed({ keyInfo: 'none' }), 'KeyInfo')).toBeUndefined();
  expect(covered(signed({ keyInfo: 'none' }), certificate)).toEqual(['Assertion']);
});

for (const [name, uri] of Object.entries(canonicalization)) {
  test(`SignedInfo and reference in ${name} verify`, () => {
    const xml = signed({ canonicalization: uri, transforms: [transforms.enveloped, uri] });
    expect(attributes(xml, 'CanonicalizationMethod', 'Algorithm')).toEqual([uri]);
    if (!uri.includes('c14n11')) expect(covered(xml, certificate)).toEqual(['Assertion']);
    if (xmlsecInstalled) expect(xmlsecVerifies(xml, certificate, 'assertion')).toBe(true);
  });
}

test('inclusive prefixes are listed and honoured', () => {
  const typed = { attributes: [{ name: 'a', values: [{ text: 'v', type: 'xs:string' }] }] };
  const base = plan();
  const more = { assertions: base.assertions.map((assertion) => ({ ...assertion, ...typed })) };
  const xml = signed({ inclusivePrefixes: ['xs', 'samlp'] }, more);
  expect(attributes(xml, 'InclusiveNamespaces', 'PrefixList')).toEqual(['xs samlp']);
  expect(covered(xml, certificate)).toEqual(['Assertion']);
  if (xmlsecInstalled) expect(xmlsecVerifies(xml, certificate, 'assertion')).toBe(true);
  expect(value(xml, 'DigestValue')).not.toBe(value(signed({}, more), 'DigestValue'));
});

test('references: none, several, another element’s digest, a given digest, no URI, the whole document', () => {
  const { id } = plan();
  expect(findFirst(signed({ references: [] }), 'Reference')).toBeUndefined();
  const two = signed({ references: [{}, { uri: `#${id}` }] });
  expect(attributes(two, 'Reference', 'URI')).toEqual([`#${plan().assertions[0]?.id}`, `#${id}`]);
  expect(findAll(two, 'DigestValue').map((span) => textOf(two, span))).toHaveLength(2);
  const given = signed({ references: [{ uri: 'http://elsewhere.example/', digestValue: 'AAAA' }] });
  expect(attributes(given, 'Reference', 'URI')).toEqual(['http://elsewhere.example/']);
  expect(value(given, 'DigestValue')).toBe('AAAA');
  expect(attributes(signed({ references: [{ uri: null }] }), 'Reference', 'URI')).toEqual([undefined]);
  const whole = signed({ references: [{ uri: '' }] });
  expect(attributes(whole, 'Reference', 'URI')).toEqual(['']);
  if (xmlsecInstalled) expect(xmlsecVerifies(whole, certificate, 'assertion')).toBe(true);
});

test('digestOf takes the digest of the named element', () => {
  const other = signed({ references: [{ digestOf: plan().id ?? '' }] });
  const bare = removeSpan(other, findFirst(other, 'Signature') as Span);
  const expected = digest(digestMethods.sha256, canonicalText(bare, rootOf(bare) as Span, exclusive, []));
  expect(value(other, 'DigestValue')).toBe(expected);
  expect(attributes(other, 'Reference', 'URI')).toEqual([`#${plan().assertions[0]?.id}`]);
});

test('a raw transform is put in as it stands', () => {
  const xslt = `<Transform Algorithm="${transforms.xslt}"><x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0"/></Transform>`;
  const xml = signed({ transforms: [transforms.enveloped, xslt, canonicalization.exclusive] });
  expect(xml).toContain(xslt);
  expect(value(xml, 'DigestValue')).toBe(value(signed({}), 'DigestValue'));
});

test('no transforms at all leaves the element out', () => {
  expect(findFirst(signed({ transforms: [] }), 'Transforms')).toBeUndefined();
});

test('digest and signature methods are independent, unknown ones are written as given', () => {
  const xml = signed({ digestMethod: digestMethods.sha512, signatureMethod: signatureMethods.rsaSha1 });
  expect(covered(xml, certificate)).toEqual(['Assertion']);
  expect(Buffer.from(value(xml, 'DigestValue'), 'base64')).toHaveLength(64);
  const odd = signed({ digestMethod: 'urn:odd', signatureMethod: 'urn:odder', canonicalization: 'urn:oddest' });
  expect(attributes(odd, 'DigestMethod', 'Algorithm')).toEqual(['urn:odd']);
  expect(attributes(odd, 'SignatureMethod', 'Algorithm')).toEqual(['urn:odder']);
});

for (const [name, uri] of Object.entries(signatureMethods).filter(([method]) => method.startsWith('rsa'))) {
  test(`${name} verifies with xmlsec1 where it is installed`, () => {
    const xml = signed({ signatureMethod: uri });
    expect(Buffer.from(value(xml, 'SignatureValue'), 'base64')).toHaveLength(256);
    // This build of xmlsec1 knows neither MD5 nor PSS.
    if (xmlsecInstalled && !/md5|MGF1/.test(uri)) expect(xmlsecVerifies(xml, certificate, 'assertion')).toBe(true);
  });
}

test('HMAC uses the given bytes over the canonical SignedInfo', () => {
  const hmacKey = Buffer.from(certificate);
  const xml = signed({ signatureMethod: signatureMethods.hmacSha256, hmacKey, keyInfo: 'none' });
  const signedInfo = canonicalText(xml, findFirst(xml, 'SignedInfo') as Span, exclusive, []);
  expect(value(xml, 'SignatureValue')).toBe(createHmac('sha256', hmacKey).update(signedInfo).digest('base64'));
});

test('an assertion without an ID is signed by a reference to the whole document', () => {
  const [assertion] = plan().assertions;
  const xml = signed({}, { assertions: [{ ...(assertion as NonNullable<typeof assertion>), id: undefined }] });
  expect(attributes(xml, 'Reference', 'URI')).toEqual(['']);
  if (xmlsecInstalled) expect(xmlsecVerifies(xml, certificate, 'assertion')).toBe(true);
});

test('without an Issuer the Signature is the first child', () => {
  const [assertion] = plan().assertions;
  const issuerless = { ...(assertion as NonNullable<typeof assertion>), issuer: undefined };
  const xml = signed({}, { assertions: [issuerless] });
  const span = findById(xml, issuerless.id ?? '') as Span;
  expect(xml.slice(span.openEnd).startsWith('<Signature')).toBe(true);
  expect(covered(xml, certificate)).toEqual(['Assertion']);
});

test('several assertions are all signed', () => {
  const [assertion] = plan().assertions as [ResponsePlan['assertions'][number]];
  const xml = signed({}, { assertions: [assertion, { ...assertion, id: '_second' }] });
  expect(covered(xml, certificate)).toEqual(['Assertion', 'Assertion']);
});

test('XML put in as it stands is signed through the parser', () => {
  const xml = signed(
    {},
    { assertions: plan().assertions.map((each) => ({ ...each, advice: '<x:y xmlns:x="urn:x" b="1" a="2"/>' })) },
  );
  expect(covered(xml, certificate)).toEqual(['Assertion']);
});
