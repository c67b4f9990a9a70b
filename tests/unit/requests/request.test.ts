/** Requests as they travel: both bindings, deflated or not, every attribute, and what cannot be read. */

import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { AadstsError } from '../../../idp/protocol/errors.ts';
import { readRequest, type Incoming } from '../../../idp/protocol/request.ts';

const xml = (content = '', attributes = '') =>
  `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" Version="2.0" IssueInstant="2026-11-22T10:00:00Z"${attributes}><saml:Issuer>https://sp.example</saml:Issuer>${content}</samlp:AuthnRequest>`;

function incoming(SAMLRequest: string, more: Partial<Incoming> = {}, extra: Record<string, string> = {}): Incoming {
  const parameters = new URLSearchParams({ SAMLRequest, ...extra });
  return { at: new Date('2026-11-22T10:00:01Z'), binding: 'redirect', parameters, ...more };
}

const raw = (text: string | Buffer): string => Buffer.from(text).toString('base64');
const deflated = (text: string): string => deflateRawSync(text).toString('base64');
const post = { binding: 'post' } as const;

for (const [name, encoded, binding, isDeflated, codes] of [
  ['Redirect, deflated', deflated(xml()), 'redirect', true, []],
  ['Redirect, plain', raw(xml()), 'redirect', false, ['encoding']],
  ['POST, plain', raw(xml()), 'post', false, []],
  ['POST, deflated', deflated(xml()), 'post', true, ['encoding']],
  ['POST, in lines', raw(xml()).replace(/(.{64})/g, '$1\r\n'), 'post', false, []],
  ['POST, with a declaration and a byte order mark', raw(`\uFEFF<?xml version="1.0"?>\n${xml()}`), 'post', false, []],
] as const) {
  test(`${name} is read`, () => {
    const read = readRequest(incoming(encoded, { binding }));
    expect(read).toMatchObject({ binding, deflated: isDeflated, encoded, request: { id: '_a' } });
    expect(read.findings.map(({ code }) => code)).toEqual([...codes]);
  });
}

test('every attribute and element that rules name is read', () => {
  const content = `<saml:Subject><saml:NameID>x</saml:NameID></saml:Subject>
    <samlp:NameIDPolicy Format="urn:f" AllowCreate="true" SPNameQualifier="q"/>
    <samlp:RequestedAuthnContext Comparison="minimum"><saml:AuthnContextClassRef> urn:c1 </saml:AuthnContextClassRef><saml:AuthnContextClassRef>urn:c2</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>
    <samlp:Scoping ProxyCount="1"><samlp:IDPList><samlp:IDPEntry ProviderID="p"/></samlp:IDPList><samlp:RequesterID>r</samlp:RequesterID></samlp:Scoping>`;
  const attributes =
    ' Destination="https://idp" Consent="urn:consent" ForceAuthn="1" IsPassive="false" ProtocolBinding="urn:b" AssertionConsumerServiceURL="https://sp.example/acs?a=1&amp;b=2" AssertionConsumerServiceIndex="3" AttributeConsumingServiceIndex="4" ProviderName="SP"';
  const read = readRequest(
    incoming(deflated(xml(content, attributes)), {}, { RelayState: '', SigAlg: 'urn:s', Signature: 'c2ln' }),
  );
  expect(read.request).toEqual({
    id: '_a',
    version: '2.0',
    issueInstant: '2026-11-22T10:00:00Z',
    issuer: 'https://sp.example',
    destination: 'https://idp',
    assertionConsumerServiceUrl: 'https://sp.example/acs?a=1&b=2',
    assertionConsumerServiceIndex: '3',
    attributeConsumingServiceIndex: '4',
    protocolBinding: 'urn:b',
    providerName: 'SP',
    consent: 'urn:consent',
    forceAuthn: true,
    isPassive: false,
    nameIdPolicy: { format: 'urn:f', allowCreate: 'true', spNameQualifier: 'q' },
    requestedAuthnContext: { comparison: 'minimum', classRefs: ['urn:c1', 'urn:c2'] },
    hasSubject: true,
    scoping: { proxyCount: '1', hasIdpList: true, requesterIds: ['r'] },
    hasSignature: false,
  });
  expect(read).toMatchObject({ relayState: '', signatureAlgorithm: 'urn:s', signature: 'c2ln' });
});

test('schema breaches are findings, and the transport is kept', () => {
  const rawQuery = 'SAMLRequest=x&RelayState=%20y';
  const encoded = deflated(xml('', ' ForceAuthn="yes"'));
  const read = readRequest(incoming(encoded, { rawQuery, userAgent: 'a/1' }, { RelayState: ' y' }));
  expect(read.findings.map(({ message }) => message).join()).toMatch(/ForceAuthn/);
  expect(read).toMatchObject({ rawQuery, userAgent: 'a/1', relayState: ' y', at: '2026-11-22T10:00:01.000Z' });
  expect(read.request).not.toHaveProperty('forceAuthn');
});

test('an attribute of a foreign namespace is not taken for one of SAML', () => {
  const foreign = ' xmlns:x="urn:x" x:ID="_other" x:Destination="https://elsewhere.example" x:ForceAuthn="true"';
  const { request } = readRequest(incoming(deflated(xml('', foreign))));
  expect(request).toEqual(readRequest(incoming(deflated(xml()))).request);
});

test('a repeated parameter is a finding', () => {
  const parameters = new URLSearchParams([
    ['SAMLRequest', deflated(xml())],
    ['SAMLRequest', 'other'],
  ]);
  expect(readRequest({ at: new Date(), binding: 'redirect', parameters }).findings[0]?.code).toBe('parameter-repeated');
});

const bomb = deflateRawSync(Buffer.alloc(60_000_000, 0x20)).toString('base64');
const deep = `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`;

for (const [name, input, code, words] of [
  ['nothing', incoming(''), '750054', /no SAMLRequest/],
  ['no base64', incoming('%%%'), '75005', /not valid base64/],
  ['the URL-safe alphabet', incoming('PHNh-_8='), '75005', /URL-safe/],
  ['lost plus signs', incoming('PHNh b', post), '75005', /plus signs/],
  ['bytes that are neither XML nor DEFLATE', incoming(raw(Buffer.from([255, 254, 1, 2]))), '75005', /neither/],
  ['a zlib header', incoming(deflateSync(xml()).toString('base64')), '75005', /zlib header/],
  ['gzip', incoming(gzipSync(xml()).toString('base64')), '75005', /DEFLATE/],
  ['deflated text that is no XML', incoming(deflated('hello')), '75005', /no XML/],
  ['UTF-16', incoming(raw(Buffer.from(`\uFEFF${xml()}`, 'utf16le')), post), '75005', /neither/],
  ['an overlong parameter', incoming('A'.repeat(200_000)), '90015', /too long/],
  ['a deflate bomb', incoming(bomb), '90015', /inflates/],
  ['300 kB of XML', incoming(deflated(xml(' '.repeat(300_000)))), '90015', /bytes/],
  ['a DOCTYPE', incoming(raw(`<!DOCTYPE x [<!ENTITY e "v">]>${xml()}`), post), '75005', /DOCTYPE/],
  ['broken XML', incoming(raw('<a>\n\n<b></a>'), post), '7500525', /line 3/],
  ['10,000 levels', incoming(deflated(deep)), '7500525', /broken/],
  ['a LogoutRequest', incoming(raw(xml().replaceAll('AuthnRequest', 'LogoutRequest')), post), '75005', /LogoutRequest/],
  ['another namespace', incoming(raw('<AuthnRequest/>'), post), '75005', /namespace/],
  ['an HTML page', incoming(raw('<html></html>'), post), '75005', /html/],
] as [string, Incoming, string, RegExp][]) {
  test(`refused: ${name}`, () => {
    let refused: unknown;
    try {
      readRequest(input);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(AadstsError);
    expect(refused).toMatchObject({ code, message: expect.stringMatching(words) });
  });
}
