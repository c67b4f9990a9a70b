/** The vendored schemas compile and say in words what is wrong with a message. */

import { expect, test } from '@playwright/test';
import { validateMetadata, validateProtocol } from '../../../idp/protocol/schema.ts';

const request = (attributes: string, content = ''): string =>
  `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ${attributes}>${content}</samlp:AuthnRequest>`;

const good = 'ID="_a" Version="2.0" IssueInstant="2026-11-22T10:00:00Z"';

test('a correct request has no findings', () => {
  expect(validateProtocol(request(good, '<saml:Issuer>https://sp.example</saml:Issuer>'))).toEqual([]);
});

for (const [name, xml, words] of [
  ['a missing ID', request('Version="2.0" IssueInstant="2026-11-22T10:00:00Z"'), /'ID' is required/],
  [
    'an ID that begins with a digit',
    request('ID="1a" Version="2.0" IssueInstant="2026-11-22T10:00:00Z"'),
    /xs:ID|NCName/,
  ],
  ['a local time in words', request('ID="_a" Version="2.0" IssueInstant="today"'), /dateTime/],
  ['elements in the wrong order', request(good, '<samlp:NameIDPolicy/><saml:Issuer>x</saml:Issuer>'), /not expected/],
] as const) {
  test(`${name} is a finding in words`, () => {
    const findings = validateProtocol(xml);
    expect(findings.map((finding) => finding.message).join('\n')).toMatch(words);
  });
}

test('metadata is validated against its own schema', () => {
  const xml = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp.example/acs"/></SPSSODescriptor></EntityDescriptor>`;
  expect(validateMetadata(xml)).toEqual([]);
  expect(validateMetadata(xml.replace(' index="0"', ''))[0]?.message).toMatch(/index/);
});

test('text that is no XML, and a DOCTYPE, are findings', () => {
  expect(validateProtocol('not xml')[0]?.code).toBe('not-well-formed');
  expect(validateProtocol('<!DOCTYPE a><a/>')[0]?.code).toBe('doctype');
});
