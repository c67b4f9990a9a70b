/** One fault in a message gives one code: at least one message for every code of the vocabulary. */

import { createHash, createHmac } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

import { expect, test } from '@playwright/test';

import { checkDelivery, checkMessage, type CheckContext } from '../../../checker/check.ts';
import { defectCodes, type DefectCode } from '../../../checker/defects.ts';
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
  pair,
  requestId,
  response,
  sign,
  signatureOf,
  status,
  stranger,
  x509,
} from './signer.ts';

type Fault = [name: string, expected: DefectCode | DefectCode[], xml: string, facts?: Partial<CheckContext>];

const victim = 'v.ictim@contoso.com';
const forged = assertion({ id: '_evil', nameId: victim });
const genuine = /<Assertion [^]*<\/Assertion>/.exec(honest())?.[0] ?? '';
const bare = genuine.replace(signatureOf(genuine), '');
const signature = signatureOf(genuine);
const into = (element: string): string => element.replace('</Issuer>', `</Issuer>${signature}`);
const data = (attributes: string): string => honest({ confirmations: confirmation({ attributes }) });
const head = (attributes: string): string => honest({}, { attributes });
const conditions = (xml: string): string => honest({ conditions: xml });
const attributes = (xml: string): string =>
  honest({ attributeStatement: `<AttributeStatement>${xml}</AttributeStatement>` });
const role = (...values: string[]): string =>
  `<Attribute Name="role">${values.map((value) => `<AttributeValue>${value}</AttributeValue>`).join('')}</Attribute>`;
const authn = (
  list: string,
  inner = '<AuthnContext><AuthnContextClassRef>urn:x</AuthnContextClassRef></AuthnContext>',
): string => honest({ authn: `<AuthnStatement ${list}>${inner}</AuthnStatement>` });
const extensions = (content: string): { extensions: string } => ({
  extensions: `<samlp:Extensions>${content}</samlp:Extensions>`,
});
const flip = (xml: string, element: string): string =>
  xml.replace(new RegExp(`(<${element}>)(.)`), (_, tag: string, first: string) => `${tag}${first === 'A' ? 'B' : 'A'}`);
const weakPair = pair('weak', 1024);
const jwk = stranger.key.export({ format: 'jwk' });
const keyValue = `<KeyInfo><KeyValue><RSAKeyValue><Modulus>${Buffer.from(jwk.n ?? '', 'base64url').toString('base64')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue></KeyInfo>`;
const rsaSha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const sha1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const responseOnly = sign(response(assertion()), { id: '_r1' });
const originalResponse = responseOnly.replace(signatureOf(responseOnly), '');
/** A forged response around the signature of an honest one; the slots take the original. */
const aroundResponse = (inside: string, before: string): string =>
  insertSignature(
    response(forged, {
      attributes: `ID="_evil-r" Version="2.0" IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}"`,
    }),
    '_evil-r',
    before + signatureOf(responseOnly).replace('</Signature>', `${inside}</Signature>`),
  );
const hmac = (xml: string): string => {
  const value = createHmac('sha256', idp.certificate)
    .update(/<SignedInfo[^]*<\/SignedInfo>/.exec(xml)?.[0] ?? '')
    .digest('base64');
  return xml.replace(/<SignatureValue>[^<]*/, `<SignatureValue>${value}`);
};

const faults: Fault[] = [
  // the text
  ['truncated', 'not-well-formed', honest().slice(0, -20)],
  ['two roots', 'not-well-formed', honest() + honest()],
  ['trailing text', 'not-well-formed', `${honest()}x`],
  ['undeclared entity', 'not-well-formed', honest().replace('b.simon', '&who;')],
  ['bare ampersand', 'not-well-formed', honest().replace('b.simon', '& b')],
  [
    'unbound prefix',
    'not-well-formed',
    honest().replace('<Subject>', '<s:Subject>').replace('</Subject>', '</s:Subject>'),
  ],
  ['repeated attribute', 'not-well-formed', honest().replace('Version="2.0"', 'Version="2.0" Version="2.0"')],
  ['NUL by reference', 'not-well-formed', honest().replace('b.simon', '&#0;')],
  ['junk in an end tag', 'not-well-formed', honest().replace('</Subject>', '</Subject junk>')],
  [
    'names with two colons',
    'not-well-formed',
    honest({}, extensions('<a:b_c xmlns:a="urn:a"/>')).replace('a:b_c', 'a:b:c'),
  ],
  ['empty', 'not-well-formed', ''],
  ['empty DTD', 'dtd-present', `<!DOCTYPE Response>${honest()}`],
  [
    'internal entity',
    'dtd-present',
    `<!DOCTYPE r [<!ENTITY e "${victim}">]>${honest().replace('b.simon@contoso.com', '&e;')}`,
  ],
  ['DTD behind a comment', 'dtd-present', `<!-- <a> --><!DOCTYPE r SYSTEM "http://127.0.0.1/x">${honest()}`],
  ['a megabyte', 'too-large', honest({}, extensions(`<a>${'x'.repeat(1_000_000)}</a>`))],
  ['10,000 levels', 'too-deep', honest({}, extensions('<a>'.repeat(10_000) + '</a>'.repeat(10_000)))],
  ['assertion as root', 'wrong-root', genuine],
  ['look-alike namespace', 'wrong-root', honest().replace('SAML:2.0:protocol', 'SAML:1.1:protocol')],
  // identifiers and structure
  [
    'one ID for both',
    'duplicate-id',
    sign(
      response(assertion({ id: '_x' }), {
        attributes:
          head('ID="_x" Version="2.0"').match(/ID="_x" Version="2.0"/)?.[0] +
          ` IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}"`,
      }),
      { id: '_x' },
    ),
  ],
  ['samlp:ID beside ID', 'id-attribute-doubled', honest().replace('ID="_r1"', 'ID="_r1" samlp:ID="_a1x"')],
  ['Id beside ID', 'id-attribute-doubled', honest().replace('ID="_r1"', 'ID="_r1" Id="_other"')],
  ['ID begins with a digit', 'id-not-ncname', honest({ id: '1a' }, {}, { id: '1a' })],
  [
    'response version',
    'response-version',
    head(`ID="_r1" Version="1.1" IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}"`),
  ],
  [
    'response version empty',
    'response-version',
    head(`ID="_r1" Version="" IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}"`),
  ],
  ['assertion version', 'assertion-version', honest({ attributes: `IssueInstant="${at(0)}" Version="1.1"` })],
  [
    'no response ID',
    'response-id-missing',
    head(`Version="2.0" IssueInstant="${at(0)}" Destination="${acsUrl}" InResponseTo="${requestId}"`),
  ],
  [
    'no assertion ID, response signed',
    'assertion-id-missing',
    sign(response(assertion().replace('ID="_a1"', '')), { id: '_r1' }),
  ],
  ['empty assertion ID, signed itself', 'assertion-id-missing', honest({ id: '' }, {}, { id: '', uri: '#' })],
  ['no Status', 'status-missing', honest({}, { status: '' })],
  ['Status without code', 'status-missing', honest({}, { status: '<samlp:Status/>' })],
  ['code without value', 'status-missing', honest({}, { status: '<samlp:Status><samlp:StatusCode/></samlp:Status>' })],
  ['two Status', 'status-count', honest({}, { status: status('Responder') + status('Success') })],
  ['Responder, no assertion', 'status-not-success', response('', { status: status('Responder') })],
  ['Responder, yet an assertion', 'status-not-success', honest({}, { status: status('Responder') })],
  [
    'Success nested in Responder',
    'status-not-success',
    honest(
      {},
      {
        status: `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:StatusCode></samlp:Status>`,
      },
    ),
  ],
  ['no assertion', 'assertion-missing', response('')],
  ['no assertion, response signed', 'assertion-missing', sign(response(''), { id: '_r1' })],
  [
    'two subjects',
    'assertions-disagree',
    sign(honest().replace('</samlp:Response>', `${forged}</samlp:Response>`), { id: '_evil' }),
  ],
  [
    'statement in the response',
    'element-misplaced',
    honest().replace(
      '</samlp:Response>',
      `<AttributeStatement xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${role('admin')}</AttributeStatement></samlp:Response>`,
    ),
  ],
  [
    'NameID in Extensions',
    'element-misplaced',
    honest({}, extensions(`<NameID xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${victim}</NameID>`)),
  ],
  [
    'second Subject',
    'element-misplaced',
    honest({
      subject: `<Subject><NameID>a</NameID>${confirmation()}</Subject><Subject><NameID>${victim}</NameID></Subject>`,
    }),
  ],
  ['foreign child of the assertion', 'element-misplaced', honest({ advice: '<x xmlns="urn:x"/>' })],
  [
    'Subject after Conditions',
    'child-order',
    sign(response(assertion().replace(/(<Subject>.*<\/Subject>)(<Conditions.*<\/Conditions>)/, '$2$1'))),
  ],
  [
    'Signature at the end',
    'child-order',
    honest().replace(/(<Signature .*<\/Signature>)(.*)(<\/Assertion>)/, '$2$1$3'),
  ],
  ['no Subject', 'subject-missing', honest({ subject: '' })],
  [
    'no NameID, no attributes',
    'name-id-missing',
    honest({ subject: `<Subject>${confirmation()}</Subject>`, attributeStatement: '' }),
    { requiredClaims: [] },
  ],
  ['NameID of white space', 'name-id-empty', honest({ nameId: ' \n ' })],
  ['no AuthnStatement', 'authn-statement-missing', honest({ authn: '' })],
  ['no AuthnContext', 'authn-context-missing', authn(`AuthnInstant="${at(-9)}"`, '')],
  [
    'empty AttributeStatement',
    'attribute-malformed',
    honest({ attributeStatement: '<AttributeStatement/>' }),
    { requiredClaims: [] },
  ],
  ['Attribute without Name', 'attribute-malformed', attributes(`<Attribute/>${role('reader')}`)],
  // signatures
  ['unsigned', 'unsigned', response(assertion())],
  ['unsigned twice', 'unsigned', response(assertion() + forged)],
  [
    'look-alike Signature',
    'unsigned',
    honest().replace(
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">',
      '<Signature xmlns="http://www.w3.org/2000/09/xmldsig">',
    ),
  ],
  [
    'signed metadata in Extensions',
    'unsigned',
    sign(
      response(assertion(), extensions('<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_md"/>')),
      { id: '_md' },
    )
      .replace(/(<EntityDescriptor[^>]*)\/>/, '$1>')
      .replace('</Signature>', '</Signature></EntityDescriptor>'),
  ],
  ['bit of SignatureValue', 'signature-value-invalid', flip(honest(), 'SignatureValue')],
  ['wrong key, no KeyInfo', 'signature-value-invalid', honest({}, {}, { signer: stranger, keyInfo: '' })],
  [
    'wrong key, right certificate',
    'signature-value-invalid',
    honest({}, {}, { signer: stranger, keyInfo: x509(idp.base64) }),
  ],
  [
    'digest fixed',
    'signature-value-invalid',
    sign(response(assertion({ nameId: victim }))).replace(
      /<SignatureValue>[^<]*/,
      /<SignatureValue>[^<]*/.exec(genuine)?.[0] ?? '',
    ),
  ],
  ['wrong key, its certificate', 'untrusted-key', honest({}, {}, { signer: stranger })],
  ['wrong key, its KeyValue', 'untrusted-key', honest({}, {}, { signer: stranger, keyInfo: keyValue })],
  ['NameID changed', 'digest-mismatch', honest().replace('b.simon@contoso.com', victim)],
  [
    'NameID changed, both signed',
    'digest-mismatch',
    sign(honest(), { id: '_r1' }).replace('b.simon@contoso.com', victim),
  ],
  ['attribute changed', 'digest-mismatch', honest().replace('>reader<', '>admin<')],
  ['signature of another assertion', 'reference-dangling', insertSignature(response(forged), '_evil', signature)],
  [
    'comment in DigestValue',
    'digest-value-malformed',
    honest().replace('<DigestValue>', '<DigestValue><!--AAAA-->').replace('b.simon', 'v.ictim'),
  ],
  [
    'two DigestValues',
    'digest-value-malformed',
    honest({}, {}, { references: (one) => one.replace(/<DigestValue>.*<\/DigestValue>/, '$&$&') }),
  ],
  [
    'RSA-SHA1',
    'signature-algorithm-weak',
    honest({}, {}, { hash: 'sha1', signatureMethod: rsaSha1, digestMethod: sha1 }),
  ],
  ['SHA-1 digest', 'signature-algorithm-weak', honest({}, {}, { digestMethod: sha1 })],
  [
    'RSA-MD5',
    'signature-algorithm-weak',
    honest({}, {}, { hash: 'md5', signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#rsa-md5' }),
  ],
  [
    'HMAC with the certificate',
    'signature-algorithm-forbidden',
    hmac(honest({}, {}, { signatureMethod: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256' })),
  ],
  [
    'unknown signature method',
    'signature-algorithm-forbidden',
    honest({}, {}, { signatureMethod: 'urn:example:sign' }),
  ],
  ['unknown digest method', 'digest-algorithm-forbidden', honest({}, {}, { digestMethod: 'urn:example:hash' })],
  ['1024 bits', 'key-too-short', honest({}, {}, { signer: weakPair }), { trustedCertificates: [weakPair.certificate] }],
  ['unknown canonicalization', 'canonicalization-forbidden', honest({}, {}, { canonicalization: 'urn:example:c14n' })],
  ['two References', 'reference-count', honest({}, {}, { references: (one) => one + one.replace('#_a1', '#_r1') })],
  ['no Reference', 'reference-count', honest({}, {}, { references: () => '' })],
  ['empty URI', 'reference-uri-empty', honest({}, {}, { uri: '' })],
  ['no URI', 'reference-uri-empty', honest({}, {}, { uri: null })],
  [
    'Reference to the Subject',
    'reference-not-parent',
    sign(response(assertion().replace('<Subject>', '<Subject ID="_s1">')), { uri: '#_s1' }),
  ],
  ['Reference to nothing', 'reference-dangling', honest({}, {}, { uri: '#_nobody' })],
  ['Reference to a URL', 'reference-dangling', honest({}, {}, { uri: 'http://127.0.0.1:1/x' })],
  [
    'XSLT',
    'transform-forbidden',
    honest(
      {},
      {},
      {
        transforms: [
          enveloped,
          '<Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"><x></x></Transform>',
          exclusive,
        ],
      },
    ),
  ],
  [
    'XPath',
    'transform-forbidden',
    honest({}, {}, { transforms: [enveloped, 'http://www.w3.org/TR/1999/REC-xpath-19991116'] }),
  ],
  [
    '50 transforms',
    'transform-count',
    honest({}, {}, { transforms: [enveloped, ...Array<string>(50).fill(exclusive)] }),
  ],
  ['no transform', 'transform-missing', honest({}, {}, { transforms: [] })],
  ['transforms in reverse', 'transform-order', honest({}, {}, { transforms: [exclusive, enveloped] })],
  [
    'two SignedInfos',
    'signed-info-count',
    honest().replace(/<SignedInfo.*<\/SignedInfo>/, (info) => info.replace('#_a1', '#_x') + info),
  ],
  [
    'SignedInfo in no namespace as well',
    'signed-info-count',
    honest().replace('<SignedInfo', '<SignedInfo xmlns=""/><SignedInfo'),
  ],
  ['two SignatureValues', 'signature-value-count', honest().replace(/<SignatureValue.*<\/SignatureValue>/, '$&$&')],
  [
    'two Signatures, the first bad',
    'signature-count',
    honest().replace(signature, flip(signature, 'SignatureValue') + signature),
  ],
  ['ds:Object', 'signature-object', honest({}, {}, { objects: '<Object>anything</Object>' })],
  // wrapping
  ['XSW1', 'reference-not-parent', aroundResponse(originalResponse, '')],
  ['XSW2', 'reference-not-parent', aroundResponse('', originalResponse)],
  ['XSW3', 'assertion-not-covered', response(forged + genuine)],
  ['XSW4', 'assertion-not-covered', response(forged.replace('</Assertion>', `${genuine}</Assertion>`))],
  ['XSW5', 'reference-not-parent', response(into(forged) + bare)],
  ['XSW6', 'reference-not-parent', response(into(forged).replace('</Signature>', `${bare}</Signature>`))],
  ['XSW7', ['duplicate-id', 'assertion-not-covered'], response(genuine, extensions(forged.replace('_evil', '_a1')))],
  ['XSW8', 'signature-object', response(into(forged).replace('</Signature>', `<Object>${bare}</Object></Signature>`))],
  ['forged after', 'assertion-not-covered', response(genuine + forged)],
  ['genuine in Extensions', 'assertion-not-covered', response(forged, extensions(genuine))],
  [
    'genuine in Extensions, same ID',
    ['duplicate-id', 'assertion-not-covered'],
    response(forged.replace('_evil', '_a1'), extensions(genuine)),
  ],
  [
    'genuine in StatusDetail',
    'assertion-not-covered',
    response(forged, { status: status('Success', `<samlp:StatusDetail>${genuine}</samlp:StatusDetail>`) }),
  ],
  [
    'genuine in Advice',
    'assertion-not-covered',
    response(assertion({ id: '_evil', nameId: victim, advice: `<Advice>${genuine}</Advice>` })),
  ],
  [
    'signed error as decoy',
    ['signature-count', 'status-not-success'],
    (() => {
      const error = sign(response('', { status: status('Responder') }), { id: '_r1' });
      return error.replace(
        signatureOf(error),
        signatureOf(error) + signatureOf(error).replace('</Signature>', `<Object>${forged}</Object></Signature>`),
      );
    })(),
  ],
  // parsers
  [
    'comment in NameID',
    'comment-in-value',
    honest().replace('contoso.com<', 'contoso.com<!---->.evil<').replace('.evil', ''),
  ],
  ['comment in an attribute', 'comment-in-value', honest().replace('>reader<', '>rea<!-- x -->der<')],
  ['comment in Audience', 'comment-in-value', honest().replace('/saml</Audience>', '/sa<!-- x -->ml</Audience>')],
  [
    'instruction before signing',
    'instruction-in-value',
    insertSignature(
      response(assertion({ nameId: 'b.simon<?x y?>@contoso.com' })),
      '_a1',
      signatureOf(honest({ nameId: 'b.simony@contoso.com' })),
    ),
  ],
  [
    'instruction hides signed text',
    'instruction-in-value',
    honest().replace('@contoso.com</NameID>', '<?x @contoso.com?></NameID>'),
  ],
  [
    'prefix bound again',
    'namespace-redeclared',
    sign(response(assertion().replace('<Conditions', '<Conditions xmlns:samlp="urn:example:other"'))),
  ],
  ['xml:xmlns', 'namespace-redeclared', honest().replace('<samlp:Status>', '<samlp:Status xml:xmlns="urn:x">')],
  // issuer, address, correlation
  ['no assertion issuer', 'issuer-missing', honest({ issuer: '' })],
  ['other assertion issuer', 'issuer-mismatch', honest({ issuer: '<Issuer>https://evil.example/</Issuer>' })],
  [
    'other tenant in both places',
    'issuer-mismatch',
    honest(
      { issuer: '<Issuer>urn:t2</Issuer>' },
      { issuer: '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">urn:t2</Issuer>' },
    ),
  ],
  [
    'other response issuer',
    'response-issuer-mismatch',
    honest({}, { issuer: '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">urn:t2</Issuer>' }),
  ],
  ['no response issuer, signed', 'response-issuer-missing', sign(response(assertion(), { issuer: '' }), { id: '_r1' })],
  [
    'issuer format',
    'issuer-format',
    honest({ issuer: `<Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">${issuer}</Issuer>` }),
  ],
  [
    'no Destination, signed',
    'destination-missing',
    sign(
      response(assertion(), {
        attributes: `ID="_r1" Version="2.0" IssueInstant="${at(0)}" InResponseTo="${requestId}"`,
      }),
      { id: '_r1' },
    ),
  ],
  [
    'Destination with a suffix',
    'destination-mismatch',
    honest().replace(`Destination="${acsUrl}"`, `Destination="${acsUrl}2"`),
  ],
  ['Destination empty', 'destination-mismatch', honest().replace(`Destination="${acsUrl}"`, 'Destination=""')],
  [
    'answers another request',
    'in-response-to-mismatch',
    honest().replace(`InResponseTo="${requestId}">`, 'InResponseTo="_other">'),
  ],
  [
    'answers another request in both places',
    'in-response-to-mismatch',
    data(`InResponseTo="_other" NotOnOrAfter="${at(60)}" Recipient="${acsUrl}"`).replace(
      `InResponseTo="${requestId}">`,
      'InResponseTo="_other">',
    ),
  ],
  ['answers no request', 'in-response-to-missing', honest().replace(` InResponseTo="${requestId}">`, '>')],
  ['unsolicited with InResponseTo', 'in-response-to-unsolicited', honest(), { requestId: null }],
  [
    'unsolicited, only on the response',
    'in-response-to-unsolicited',
    data(`NotOnOrAfter="${at(60)}" Recipient="${acsUrl}"`),
    { requestId: null },
  ],
  ['answered before', 'request-already-answered', honest(), { seenRequestIds: [requestId] }],
  ['presented before', 'assertion-replayed', honest(), { seenAssertionIds: ['_a1'] }],
  // conditions
  ['no Conditions', 'conditions-missing', conditions('')],
  ['expired', 'conditions-expired', honest({ window: `NotBefore="${at(-7200)}" NotOnOrAfter="${at(-3600)}"` })],
  ['expired at the end of the tolerance', 'conditions-expired', honest({ window: `NotOnOrAfter="${at(-180)}"` })],
  ['not yet', 'conditions-not-yet-valid', honest({ window: `NotBefore="${at(3600)}" NotOnOrAfter="${at(7200)}"` })],
  ['inverted', 'conditions-inverted', honest({ window: `NotBefore="${at(100)}" NotOnOrAfter="${at(-100)}"` })],
  ['empty instant', 'conditions-unreadable', honest({ window: `NotBefore="" NotOnOrAfter="${at(60)}"` })],
  ['date without time', 'conditions-unreadable', honest({ window: 'NotOnOrAfter="2099-01-01"' })],
  ['local time', 'conditions-unreadable', honest({ window: 'NotOnOrAfter="2099-01-01T00:00:00"' })],
  [
    '100 kB instant',
    'conditions-unreadable',
    honest({ window: `NotOnOrAfter="2099-01-01T00:00:00.${'1'.repeat(100_000)}Z"` }),
  ],
  [
    'unknown condition',
    'condition-unknown',
    honest({
      restrictions: `${audience(entityId)}<Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:x" xsi:type="x:Moon"/>`,
    }),
  ],
  [
    'OneTimeUse twice',
    'condition-repeated',
    honest({ restrictions: `${audience(entityId)}<OneTimeUse/><OneTimeUse/>` }),
  ],
  ['no restriction', 'audience-missing', honest({ restrictions: '' })],
  ['empty Audience', 'audience-missing', honest({ restrictions: audience('') })],
  ['no Audience', 'audience-missing', honest({ restrictions: audience() })],
  ['other audience', 'audience-mismatch', honest({ restrictions: audience('https://other.example/') })],
  ['audience with a suffix', 'audience-mismatch', honest({ restrictions: audience(`${entityId}2`) })],
  [
    'two restrictions, one wrong',
    'audience-mismatch',
    honest({ restrictions: audience(entityId) + audience('urn:b') }),
  ],
  // instants
  [
    'assertion from tomorrow',
    'issue-instant-future',
    honest({ attributes: `IssueInstant="${at(86_400)}" Version="2.0"` }),
  ],
  [
    'response from tomorrow',
    'issue-instant-future',
    honest().replace(`IssueInstant="${at(0)}"`, `IssueInstant="${at(86_400)}"`),
  ],
  ['IssueInstant unreadable', 'instant-unreadable', honest({ attributes: 'IssueInstant="today" Version="2.0"' })],
  [
    'AuthnInstant a month ago',
    'authn-instant-old',
    authn(`AuthnInstant="${at(-30 * 86_400)}"`),
    { requestedForceAuthn: true },
  ],
  ['AuthnInstant ahead', 'authn-instant-future', authn(`AuthnInstant="${at(3600)}"`)],
  ['session over', 'session-expired', authn(`AuthnInstant="${at(-7200)}" SessionNotOnOrAfter="${at(-3600)}"`)],
  // confirmation
  ['no confirmation', 'confirmation-missing', honest({ confirmations: ' ' })],
  [
    'holder-of-key only',
    'confirmation-method',
    honest({ confirmations: confirmation({ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' }) }),
  ],
  [
    'sender-vouches only',
    'confirmation-method',
    honest({ confirmations: confirmation({ method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }) }),
  ],
  [
    'no data',
    'confirmation-data-missing',
    honest({ confirmations: '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>' }),
  ],
  ['no expiry', 'confirmation-expiry-missing', data(`InResponseTo="${requestId}" Recipient="${acsUrl}"`)],
  [
    'expired confirmation',
    'confirmation-expired',
    data(`InResponseTo="${requestId}" NotOnOrAfter="${at(-3600)}" Recipient="${acsUrl}"`),
  ],
  [
    'unreadable expiry',
    'confirmation-unreadable',
    data(`InResponseTo="${requestId}" NotOnOrAfter="" Recipient="${acsUrl}"`),
  ],
  [
    'NotBefore',
    'confirmation-not-before',
    data(`InResponseTo="${requestId}" NotBefore="${at(3600)}" NotOnOrAfter="${at(7200)}" Recipient="${acsUrl}"`),
  ],
  ['no Recipient', 'recipient-missing', data(`InResponseTo="${requestId}" NotOnOrAfter="${at(60)}"`)],
  [
    'other Recipient',
    'recipient-mismatch',
    data(`InResponseTo="${requestId}" NotOnOrAfter="${at(60)}" Recipient="https://other.example/"`),
  ],
  [
    'confirmation answers nothing',
    'confirmation-in-response-to-missing',
    data(`NotOnOrAfter="${at(60)}" Recipient="${acsUrl}"`),
  ],
  [
    'confirmation answers another',
    'confirmation-in-response-to-mismatch',
    data(`InResponseTo="_other" NotOnOrAfter="${at(60)}" Recipient="${acsUrl}"`),
  ],
  [
    'two bearers, each half right',
    'confirmation-none-right',
    honest({
      confirmations:
        confirmation({ attributes: `InResponseTo="${requestId}" NotOnOrAfter="${at(60)}" Recipient="urn:x"` }) +
        confirmation({ attributes: `InResponseTo="_other" NotOnOrAfter="${at(60)}" Recipient="${acsUrl}"` }),
    }),
  ],
  // claims
  [
    'claim absent',
    'claim-missing',
    attributes('<Attribute Name="other"><AttributeValue>x</AttributeValue></Attribute>'),
  ],
  ['claim empty', 'claim-empty', attributes(role(' '))],
  ['claim of no value', 'claim-empty', attributes(role())],
  ['claim twice', 'claim-ambiguous', attributes(role('reader') + role('admin'))],
  ['two values', 'claim-ambiguous', attributes(role('reader', 'admin'))],
  [
    'foreign domain',
    'domain-not-entitled',
    honest({ nameId: 'ceo@fabrikam.example' }),
    { entitledDomains: ['contoso.com'] },
  ],
];

const seen = new Set<DefectCode>();
for (const [name, expected, xml, facts] of faults) {
  for (const code of [expected].flat()) seen.add(code);
  test(`${[expected].flat().join(' + ')}: ${name}`, () => {
    expect(checkMessage(xml, { ...context, ...facts }).map(({ code }) => code)).toEqual([expected].flat());
  });
}

const form = Buffer.from(honest()).toString('base64');
const deliveries: [DefectCode, Parameters<typeof checkDelivery>[0]][] = [
  ['parameter-missing', { method: 'post', fields: [['RelayState', 'x']] }],
  ['parameter-missing', { method: 'post', fields: [['SAMLResponse', '']] }],
  [
    'parameter-duplicated',
    {
      method: 'post',
      fields: [
        ['SAMLResponse', form],
        ['SAMLResponse', form],
      ],
    },
  ],
  ['parameter-duplicated', { method: 'post', fields: [['SAMLResponse', form]], action: `${acsUrl}&SAMLResponse=x` }],
  ['wrong-binding', { method: 'get', fields: [['SAMLResponse', deflateRawSync(honest()).toString('base64')]] }],
  ['not-base64', { method: 'post', fields: [['SAMLResponse', '%%% not base64 %%%']] }],
  ['not-base64', { method: 'post', fields: [['SAMLResponse', honest()]] }],
  ['not-base64', { method: 'post', fields: [['SAMLResponse', 'QQ==QQ==']] }],
  ['message-deflated', { method: 'post', fields: [['SAMLResponse', deflateRawSync(honest()).toString('base64')]] }],
  ['not-well-formed', { method: 'post', fields: [['SAMLResponse', Buffer.from('no xml').toString('base64')]] }],
  [
    'not-well-formed',
    {
      method: 'post',
      fields: [['SAMLResponse', Buffer.from(`<?xml version="1.0" encoding="UTF-7"?>${honest()}`).toString('base64')]],
    },
  ],
];
for (const [index, [code, delivery]] of deliveries.entries()) {
  seen.add(code);
  test(`delivery ${index}: ${code}`, () => {
    expect(checkDelivery(delivery, context).map((defect) => defect.code)).toEqual([code]);
  });
}

test('every code of the vocabulary is produced by a message here or, for encryption, in legal.test.ts', () => {
  const encryption = ['decryption-failed', 'encrypted-content', 'key-transport-weak'];
  const never = Object.keys(defectCodes).filter((code) => !seen.has(code as DefectCode) && !encryption.includes(code));
  expect(never).toEqual([]);
});

test('an instruction that was signed as the specification says is no digest mismatch either', () => {
  const xml = response(assertion({ nameId: 'b.simon<?x y?>@contoso.com' }));
  // Written out by hand: C14N keeps instructions and closes empty elements with an end tag.
  const canonical = (/<Assertion [^]*<\/Assertion>/.exec(xml)?.[0] ?? '').replace(/<(\w+)([^<>]*)\/>/g, '<$1$2></$1>');
  const digest = createHash('sha256').update(canonical).digest('base64');
  const references = (one: string): string => one.replace(/<DigestValue>[^<]*/, `<DigestValue>${digest}`);
  expect(checkMessage(sign(xml, { references }), context).map(({ code }) => code)).toEqual(['instruction-in-value']);
});

test('a signature defect does not hide what the message says, and messages name expected and found', () => {
  const xml = response(assertion({ restrictions: audience('urn:other') }));
  expect(checkMessage(xml, context)).toEqual([
    { code: 'unsigned', message: defectCodes.unsigned, where: '/samlp:Response/saml:Assertion' },
    {
      code: 'audience-mismatch',
      message: `${defectCodes['audience-mismatch']}: expected ${entityId}, found «urn:other»`,
      where: '/samlp:Response/saml:Assertion/saml:Conditions/saml:AudienceRestriction',
    },
  ]);
});
