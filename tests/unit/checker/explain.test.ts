/** A captured message is understood however it was copied. */

import { deflateRawSync } from 'node:zlib';

import { expect, test } from '@playwright/test';

import { explain } from '../../../checker/explain.ts';
import { acsUrl, context, honest, issuer, response, assertion } from './signer.ts';

const xml = honest();
const base64 = Buffer.from(xml).toString('base64');
const request = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_q" Version="2.0" IssueInstant="2026-11-22T12:00:00Z" AssertionConsumerServiceURL="${acsUrl}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sp.example/saml</Issuer></samlp:AuthnRequest>`;
const deflated = deflateRawSync(request).toString('base64');

const forms: Record<string, [text: string, binding: string | null]> = {
  XML: [xml, null],
  base64: [base64, 'HTTP-POST'],
  'base64 in lines': [base64.replace(/.{64}/g, '$&\n'), 'HTTP-POST'],
  'percent-encoded': [encodeURIComponent(base64), 'HTTP-POST'],
  'form body': [`RelayState=a%20b&SAMLResponse=${encodeURIComponent(base64)}`, 'HTTP-POST'],
  'form body, plus signs bare': [`SAMLResponse=${base64}`, 'HTTP-POST'],
};
for (const [name, [text, binding]] of Object.entries(forms)) {
  test(`response as ${name}`, () => {
    const explanation = explain(text, context);
    expect(explanation).toMatchObject({ kind: 'response', decoded: { binding, deflated: false, xml }, defects: [] });
    expect(explanation.facts).toContainEqual(['Issuer', issuer]);
    expect(explanation.facts).toContainEqual(['NameID', 'b.simon@contoso.com']);
    expect(explanation.facts).toContainEqual(['role', 'reader']);
  });
}

for (const [name, text] of Object.entries({
  address: `https://login.example/saml2?SAMLRequest=${encodeURIComponent(deflated)}&RelayState=abc`,
  query: `?RelayState=abc&SAMLRequest=${encodeURIComponent(deflated)}`,
})) {
  test(`request as ${name}`, () => {
    const explanation = explain(text);
    expect(explanation).toMatchObject({
      kind: 'authn-request',
      defects: [],
      decoded: { binding: 'HTTP-Redirect', deflated: true, xml: request },
    });
    expect(explanation.facts).toContainEqual(['RelayState', 'abc']);
    expect(explanation.facts).toContainEqual(['AssertionConsumerServiceURL', acsUrl]);
  });
}

test('without a context a message is checked for what it says of itself', () => {
  expect(explain(xml).defects).toEqual([]);
  expect(explain(xml.replace('b.simon', 'x')).defects.map(({ code }) => code)).toEqual(['digest-mismatch']);
  expect(explain(response(assertion())).defects.map(({ code }) => code)).toEqual(['unsigned']);
});

const codes = (text: string): string[] => explain(text, context).defects.map(({ code }) => code);

test('a response by redirect, garbage, an unknown root and a document type are named', () => {
  expect(codes(`SAMLResponse=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`)).toEqual([
    'wrong-binding',
  ]);
  expect(codes('nothing at all')).toEqual(['not-base64']);
  expect(codes('<html/>')).toEqual(['wrong-root']);
  expect(codes(`<!DOCTYPE a>${xml}`)).toEqual(['dtd-present']);
  expect(
    codes(`SAMLRequest=${encodeURIComponent(deflateRawSync(Buffer.alloc(50_000_000)).toString('base64'))}`),
  ).toEqual(['not-base64']);
});

test('metadata: entity, roles, endpoints and keys', () => {
  const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:sp"><SPSSODescriptor><KeyDescriptor use="signing"/><AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acsUrl}"/></SPSSODescriptor></EntityDescriptor>`;
  const { kind, facts } = explain(metadata);
  expect(kind).toBe('metadata');
  expect(facts).toEqual([
    ['entityID', 'urn:sp'],
    ['Role', 'SPSSODescriptor'],
    ['Key', 'signing'],
    ['AssertionConsumerService', `${acsUrl} (HTTP-POST)`],
  ]);
});
