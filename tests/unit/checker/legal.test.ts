/** Every legal way to write a response is free of defects. */

import { createHash, createSign } from 'node:crypto';

import { expect, test } from '@playwright/test';
import { SignedXml } from 'xml-crypto';
import { encrypt } from 'xml-encryption';

import { checkDelivery, checkMessage } from '../../../checker/check.ts';
import {
  acsUrl,
  assertion,
  at,
  audience,
  confirmation,
  context,
  enveloped,
  entityId,
  exclusive,
  honest,
  idp,
  insertSignature,
  issuer,
  now,
  pair,
  response,
  sign,
  stranger,
  x509,
} from './signer.ts';

const hok = confirmation({ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' });
const foreign = '<x:info xmlns:x="urn:example:x">anything<x:more/></x:info>';
const values = (...texts: string[]): string =>
  `<AttributeStatement><Attribute Name="role"><AttributeValue>reader</AttributeValue></Attribute><Attribute Name="groups">${texts.map((text) => `<AttributeValue>${text}</AttributeValue>`).join('')}</Attribute></AttributeStatement>`;

/** Signs by the library instead of by hand, so that the two independent writers are both read. */
function signedByLibrary(xml: string, id: string, prefix = ''): string {
  const signer = new SignedXml({
    privateKey: idp.key,
    publicCert: idp.certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
    canonicalizationAlgorithm: exclusive,
  });
  signer.addReference({
    xpath: `//*[@ID='${id}']`,
    transforms: [enveloped, exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha512',
    inclusiveNamespacesPrefixList: ['xs', 'saml'],
  });
  const location = { reference: `//*[@ID='${id}']/*[local-name()='Issuer']`, action: 'after' as const };
  signer.computeSignature(xml, prefix === '' ? { location } : { location, prefix });
  return signer.getSignedXml();
}

const both = sign(honest(), { id: '_r1' });
const typed =
  '<AttributeStatement xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Attribute Name="role"><AttributeValue xsi:type="xs:string">reader</AttributeValue></Attribute><Attribute Name="none"/><Attribute Name="empty"><AttributeValue/></Attribute></AttributeStatement>';

const legal: Record<string, string> = {
  'assertion signed': honest(),
  'response signed': sign(response(assertion()), { id: '_r1' }),
  'both signed': both,
  'no KeyInfo': honest({}, {}, { keyInfo: '' }),
  'an unrelated certificate in KeyInfo, the trusted key': honest({}, {}, { keyInfo: x509(stranger.base64) }),
  'RSA-SHA512': honest(
    {},
    {},
    {
      hash: 'sha512',
      signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
      digestMethod: 'http://www.w3.org/2001/04/xmlenc#sha512',
    },
  ),
  'signed by xml-crypto with InclusiveNamespaces': signedByLibrary(
    response(assertion({ attributeStatement: typed })),
    '_a1',
  ),
  'signed by xml-crypto, response, prefix ds': signedByLibrary(response(assertion()), '_r1', 'ds'),
  'value types': honest({ attributeStatement: typed }),
  'pretty-printed': sign(response(assertion()).replace(/></g, '>\n  <')),
  'comments between elements': sign(
    response(assertion()).replace(/(<\/?(?:Subject|Conditions|Attribute|samlp:Status)>)/g, '$1<!-- between -->'),
  ),
  'comments after signing': honest().replace('<Subject>', '<!-- c --><Subject><!-- d -->'),
  CDATA: honest({ nameId: '<![CDATA[b.simon@contoso.com]]>' }),
  'CDATA after signing': honest().replace('>b.simon@contoso.com<', '>b.simon<![CDATA[@contoso]]><![CDATA[]]>.com<'),
  'character references': honest({ nameId: 'b&#46;simon&#x40;contoso.com &amp;&lt;&gt;&quot;&apos;' }),
  unicode: honest({ attributeStatement: values('Zoë', 'שלום', '漢字', '😀𐎀', 'é') }),
  '150 groups': honest({ attributeStatement: values(...Array.from({ length: 150 }, (_, n) => `group-${n}`)) }),
  'fractions of 1, 3 and 7 digits, none': honest({
    window: `NotBefore="${at(-300).replace('.000', '.1')}" NotOnOrAfter="${at(300).replace('.000', '.1234567')}"`,
    authn: `<AuthnStatement AuthnInstant="${at(-9).replace('.000', '')}"><AuthnContext><AuthnContextDeclRef>urn:x</AuthnContextDeclRef></AuthnContext></AuthnStatement>`,
  }),
  'offset +00:00': honest({ window: `NotBefore="${at(-300).replace('Z', '+00:00')}"` }),
  'clock difference within the tolerance': honest({
    window: `NotBefore="${at(120)}" NotOnOrAfter="${at(150)}"`,
    attributes: `IssueInstant="${at(120)}" Version="2.0"`,
  }),
  'just expired within the tolerance': honest({
    window: `NotOnOrAfter="${at(-120)}"`,
    confirmations: confirmation({
      attributes: `InResponseTo="_request-1" NotOnOrAfter="${at(-120)}" Recipient="${acsUrl}"`,
    }),
  }),
  'three audiences, ours last': honest({ restrictions: audience('urn:a', 'urn:b', entityId) }),
  'two restrictions, both with us': honest({ restrictions: audience(entityId) + audience('urn:b', entityId) }),
  'OneTimeUse and ProxyRestriction': honest({
    restrictions: `${audience(entityId)}<OneTimeUse/><ProxyRestriction Count="0"/>`,
  }),
  'holder-of-key first, bearer second': honest({ confirmations: hok + confirmation() }),
  'two bearers, the second for us': honest({
    confirmations:
      confirmation({
        attributes: `InResponseTo="_request-1" NotOnOrAfter="${at(60)}" Recipient="https://other.example/"`,
      }) + confirmation(),
  }),
  'no NameID, identity in attributes': honest({ subject: `<Subject>${confirmation()}</Subject>` }),
  Extensions: honest({}, { extensions: `<samlp:Extensions>${foreign}</samlp:Extensions>` }),
  Advice: honest({
    advice: `<Advice>${foreign}${assertion({ id: '_other', nameId: 'somebody@else.example' })}</Advice>`,
  }),
  'status message and detail': honest(
    {},
    {
      status: `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"><samlp:StatusCode Value="urn:example:x"/></samlp:StatusCode><samlp:StatusMessage>fine</samlp:StatusMessage><samlp:StatusDetail>${foreign}</samlp:StatusDetail></samlp:Status>`,
    },
  ),
  'XML declaration': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${honest()}\n`,
  'no Destination on an unsigned response': honest(
    {},
    { attributes: `ID="_r1" Version="2.0" IssueInstant="${at(0)}" InResponseTo="_request-1"` },
  ),
  'issuer without Format, and with entity': honest({
    issuer: `<Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${issuer}</Issuer>`,
  }),
  'single quotes': both.replace('Version="2.0"', "Version='2.0'"),
  'session in an hour': honest({
    authn: `<AuthnStatement AuthnInstant="${at(-9)}" SessionNotOnOrAfter="${at(3600)}"><AuthnContext><AuthnContextClassRef>urn:x</AuthnContextClassRef></AuthnContext></AuthnStatement>`,
  }),
};

for (const [name, xml] of Object.entries(legal)) {
  test(`legal: ${name}`, () => {
    expect(checkMessage(xml, context)).toEqual([]);
  });
}

test('legal: odd prefixes with hoisted namespaces, the protocol as the default one', () => {
  const body = assertion()
    .replace(' xmlns="urn:oasis:names:tc:SAML:2.0:assertion"', '')
    .replace(/<(\/?)(?=\w)/g, '<$1zz9:');
  const xml = response(body, { issuer: `<zz9:Issuer>${issuer}</zz9:Issuer>` })
    .replace('xmlns:samlp=', 'xmlns:zz9="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:A="urn:unused" xmlns=')
    .replace(/samlp:/g, '');
  expect(checkMessage(sign(xml), context)).toEqual([]);
  expect(checkMessage(signedByLibrary(xml, '_a1', 'Sig'), context)).toEqual([]);
});

test('legal: an RSA-4096 key among several trusted ones', () => {
  const large = pair('large', 4096);
  const trusted = { ...context, trustedCertificates: [idp.certificate, large.base64] };
  expect(checkMessage(honest({}, {}, { signer: large }), trusted)).toEqual([]);
});

test('legal: inclusive canonicalization takes the namespaces of the ancestors in', () => {
  const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
  const ds = 'http://www.w3.org/2000/09/xmldsig#';
  const samlp = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"';
  const xml = response(assertion());
  // The canonical form written out by hand, so that no canonicalizer vouches for itself.
  const canonical = assertion()
    .replace(' ID=', ` ${samlp} ID=`)
    .replace(/<(\w+)([^<>]*)\/>/g, '<$1$2></$1>');
  const digest = createHash('sha256').update(canonical).digest('base64');
  const info = (outer: string): string =>
    `<SignedInfo xmlns="${ds}"${outer}><CanonicalizationMethod Algorithm="${inclusive}"></CanonicalizationMethod><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod><Reference URI="#_a1"><Transforms><Transform Algorithm="${enveloped}"></Transform><Transform Algorithm="${inclusive}"></Transform></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod><DigestValue>${digest}</DigestValue></Reference></SignedInfo>`;
  const value = createSign('sha256')
    .update(info(` ${samlp}`))
    .sign(idp.key, 'base64');
  const signature = `<Signature xmlns="${ds}">${info('')}<SignatureValue>${value}</SignatureValue></Signature>`;
  expect(checkMessage(insertSignature(xml, '_a1', signature), context)).toEqual([]);
});

test('legal: an unsolicited response without InResponseTo', () => {
  const xml = honest(
    { confirmations: confirmation({ attributes: `NotOnOrAfter="${at(60)}" Recipient="${acsUrl}"` }) },
    { attributes: `ID="_r1" Version="2.0" IssueInstant="${at(0)}" Destination="${acsUrl}"` },
  );
  expect(checkMessage(xml, { ...context, requestId: null })).toEqual([]);
});

const post = (value: string): [string, string][] => [
  ['SAMLResponse', value],
  ['RelayState', ''],
  ['x', 'y'],
];

test('legal: base64 in lines, a byte-order mark, other fields, UTF-16', () => {
  const lines = Buffer.from(`\uFEFF${honest()}`).toString('base64').replace(/.{76}/g, '$&\r\n');
  expect(checkDelivery({ method: 'post', fields: post(lines), action: acsUrl }, context)).toEqual([]);
  const wide = Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${honest()}`, 'utf16le').toString('base64');
  expect(checkDelivery({ method: 'post', fields: post(wide) }, context)).toEqual([]);
});

const sp = pair('sp');

function encrypted(xml: string, contentAlgorithm: string, keyAlgorithm: string, digest?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      rsa_pub: sp.certificate,
      pem: sp.certificate,
      encryptionAlgorithm: contentAlgorithm,
      keyEncryptionAlgorithm: keyAlgorithm,
      disallowEncryptionWithInsecureAlgorithm: false,
      warnInsecureAlgorithm: false,
      ...(digest === undefined ? {} : { keyEncryptionDigest: digest }),
    };
    encrypt(xml, options as Parameters<typeof encrypt>[1], (error: Error | null, result?: string) =>
      error === null && result !== undefined ? resolve(result) : reject(error ?? new Error('nothing')),
    );
  });
}

const decryptionKey = sp.key.export({ type: 'pkcs1', format: 'pem' }).toString();
const opened = { ...context, decryptionKey };
const genuine = /<Assertion [^]*<\/Assertion>/.exec(honest())?.[0] ?? '';
const wrap = (data: string): string =>
  `<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${data}</EncryptedAssertion>`;
const oaep = 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p';
const gcm = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';

for (const [content, key, digest] of [
  ['http://www.w3.org/2001/04/xmlenc#aes256-cbc', oaep, undefined],
  ['http://www.w3.org/2001/04/xmlenc#aes128-cbc', oaep, undefined],
  ['http://www.w3.org/2009/xmlenc11#aes128-gcm', oaep, undefined],
  [gcm, oaep, 'sha256'],
  [gcm, 'http://www.w3.org/2009/xmlenc11#rsa-oaep', 'sha256'],
] as const) {
  test(`legal: encrypted with ${content.split('#')[1]} and ${key.split('#')[1]} ${digest ?? ''}`, async () => {
    const xml = response(wrap(await encrypted(genuine, content, key, digest)));
    expect(checkMessage(xml, opened)).toEqual([]);
    expect(checkMessage(sign(xml, { id: '_r1' }), opened)).toEqual([]);
  });
}

const codes = (xml: string, key?: string): string[] =>
  checkMessage(xml, key === undefined ? context : { ...context, decryptionKey: key }).map(({ code }) => code);
const flip = (text: string, place: number): string =>
  text.slice(0, place) + (text[place] === 'A' ? 'B' : 'A') + text.slice(place + 1);

test('encryption: each fault of it has one code', async () => {
  const data = await encrypted(genuine, gcm, oaep);
  expect(codes(response(wrap(data)))).toEqual(['decryption-failed']);
  expect(codes(response(wrap(data)), stranger.key.export({ type: 'pkcs1', format: 'pem' }).toString())).toEqual([
    'decryption-failed',
  ]);
  const last = data.lastIndexOf('</');
  expect(codes(response(wrap(flip(data, data.lastIndexOf('CipherValue>', last) - 90))), decryptionKey)).toEqual([
    'decryption-failed',
  ]);
  expect(codes(response(wrap(data.replace(/(<xenc:CipherValue>)[^<]*/g, '$1'))), decryptionKey)).toEqual([
    'decryption-failed',
  ]);
  const inside = async (text: string): Promise<string[]> =>
    codes(response(wrap(await encrypted(text, gcm, oaep))), decryptionKey);
  expect(await inside('no element')).toEqual(['encrypted-content']);
  expect(await inside(genuine + genuine)).toEqual(['encrypted-content']);
  expect(await inside(honest())).toEqual(['encrypted-content']);
  expect(await inside(`<!DOCTYPE x>${genuine}`)).toEqual(['dtd-present']);
  expect(await inside(assertion())).toEqual(['unsigned']);
  expect(await inside(genuine.replace('b.simon', 'v.ictim'))).toEqual(['digest-mismatch']);
  const weak = await encrypted(genuine, gcm, 'http://www.w3.org/2001/04/xmlenc#rsa-1_5');
  expect(codes(response(wrap(weak)), decryptionKey)).toEqual(['key-transport-weak']);
  const forged = wrap(await encrypted(assertion({ id: '_evil', nameId: 'v.ictim@contoso.com' }), gcm, oaep));
  expect(codes(honest().replace('<Assertion', `${forged}<Assertion`), decryptionKey)).toEqual([
    'assertion-not-covered',
  ]);
  expect(
    codes(response(assertion({ id: '_evil', nameId: 'v.ictim@contoso.com' }) + wrap(data)), decryptionKey),
  ).toEqual(['assertion-not-covered']);
});

test('the message is left as it was: checking twice gives the same', () => {
  const xml = signedByLibrary(response(assertion({ attributeStatement: typed })), '_a1');
  expect([checkMessage(xml, context), checkMessage(xml, { ...context, now })]).toEqual([[], []]);
});
