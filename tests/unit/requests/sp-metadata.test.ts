/** SP metadata: every endpoint and key is read, and what cannot serve is refused in words. */

import { expect, test } from '@playwright/test';
import { postEndpoints, readSpMetadata } from '../../../idp/protocol/sp-metadata.ts';

const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const artifact = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact';
const acs = (url: string, index: number, more = ''): string =>
  `<md:AssertionConsumerService Binding="${post}" Location="${url}" index="${index}"${more}/>`;
const key = (certificate: string, use?: string): string =>
  `<md:KeyDescriptor${use === undefined ? '' : ` use="${use}"`}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>\n ${certificate}\n </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const role = (content: string, attributes = ''): string =>
  `<md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"${attributes}>${content}</md:SPSSODescriptor>`;
const entity = (content: string, id = 'entityID="https://sp.example"'): string =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ${id}>${content}</md:EntityDescriptor>`;

const pem = (base64: string): string => `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;

test('everything of a full document is read', () => {
  const xml = entity(
    role(
      `${key('c2ln', 'signing')}${key('ZW5j', 'encryption')}${key('Ym90aA==')}
      <md:SingleLogoutService Binding="urn:b" Location="https://sp.example/slo" ResponseLocation="https://sp.example/slo2"/>
      <md:NameIDFormat> urn:f1 </md:NameIDFormat><md:NameIDFormat>urn:f2</md:NameIDFormat>
      ${acs('https://sp.example/a?x=1&amp;y=2', 0)}${acs('https://sp.example/b', 7, ' isDefault="true"')}<md:AssertionConsumerService Binding="${artifact}" Location="https://sp.example/c" index="2"/>`,
      ' AuthnRequestsSigned="true" WantAssertionsSigned="0"',
    ),
  );
  const metadata = readSpMetadata(`\uFEFF<?xml version="1.0"?>${xml}`);
  expect(metadata).toMatchObject({
    entityId: 'https://sp.example',
    acs: [
      { url: 'https://sp.example/a?x=1&y=2', binding: post, index: '0' },
      { url: 'https://sp.example/b', binding: post, index: '7', isDefault: true },
      { url: 'https://sp.example/c', binding: artifact, index: '2' },
    ],
    slo: [{ url: 'https://sp.example/slo', binding: 'urn:b', responseUrl: 'https://sp.example/slo2' }],
    nameIdFormats: ['urn:f1', 'urn:f2'],
    authnRequestsSigned: true,
    wantAssertionsSigned: false,
    findings: [],
  });
  expect(metadata.signingCertificates).toEqual([pem('c2ln'), pem('Ym90aA==')]);
  expect(metadata.encryptionCertificates).toEqual([pem('ZW5j'), pem('Ym90aA==')]);
  expect(postEndpoints(metadata)).toEqual(['https://sp.example/b', 'https://sp.example/a?x=1&y=2']);
});

test('what the SP does not say is absent, and schema errors are findings', () => {
  const metadata = readSpMetadata(entity(role(`<md:AssertionConsumerService Binding="${post}" Location="/acs"/>`)));
  expect(metadata).not.toHaveProperty('wantAssertionsSigned');
  expect(metadata.acs[0]).not.toHaveProperty('isDefault');
  expect(metadata.findings.map(({ message }) => message).join()).toContain('index');
});

test('the default is isDefault, else the first that is not marked false', () => {
  const xml = entity(role(acs('https://a', 0, ' isDefault="false"') + acs('https://b', 1)));
  expect(postEndpoints(readSpMetadata(xml))).toEqual(['https://b', 'https://a']);
});

const two = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${entity(role(acs('https://1', 0)), 'entityID="urn:1"')}${entity(role(acs('https://2', 0)), 'entityID="urn:2"')}</md:EntitiesDescriptor>`;

test('one of several can be named', () => {
  expect(readSpMetadata(two, 'urn:2').acs[0]?.url).toBe('https://2');
});

for (const [name, xml, code, words] of [
  ['no XML', 'hello', 'unreadable', /not well-formed/],
  ['a DOCTYPE', `<!DOCTYPE a>${entity(role(acs('https://a', 0)))}`, 'unreadable', /DOCTYPE/],
  ['an HTML page', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'not-metadata', /«html»/],
  ['an IdP', entity('<md:IDPSSODescriptor/>'), 'no-sp', /no SPSSODescriptor/],
  ['two SPs', two, 'several-sps', /urn:1, urn:2/],
  ['two roles in one entity', entity(role(acs('https://a', 0)).repeat(2)), 'several-sps', /describes 2/],
  ['no ACS', entity(role('')), 'no-acs', /https:\/\/sp\.example/],
  ['an ACS without Location', entity(role(`<md:AssertionConsumerService Binding="${post}"/>`)), 'no-acs', /Location/],
  ['no entity id', entity(role(acs('https://a', 0)), ''), 'no-entity-id', /entityID/],
] as const) {
  test(`refused: ${name}`, () => {
    expect(() => readSpMetadata(xml)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(words) }));
  });
}
