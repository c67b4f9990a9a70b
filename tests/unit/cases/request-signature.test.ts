/** Signatures of Redirect requests: right ones pass, wrong ones are found, and the usual mistake is named. */

import { createPrivateKey, sign } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { selfSignedCertificate } from '../../../demo/index.ts';
import { hintsOf } from '../../../scenarios/doctor-hints.ts';
import {
  metadataNoPrivateKey,
  requestForceAuthn,
  requestRedirectSignature,
  requestSignatureStrong,
  requestWithoutXmlSignature,
} from '../../../scenarios/inspect.ts';
import type { InspectionFinding } from '../../../scenarios/case.ts';
import { aRequest, type Received } from './evidence.ts';

const { key, cert } = selfSignedCertificate('sp.example');
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const pair = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;
const message = pair('SAMLRequest', 'fZ+/=ab');
const state = pair('RelayState', 'a b/c');
const algorithm = pair('SigAlg', rsaSha256);

/** @param covered what is signed; @param sent the query before the signature */
function received(covered: string, sent = covered, change: Partial<Received> = {}): Received {
  const signature = sign('sha256', Buffer.from(covered), createPrivateKey(key)).toString('base64');
  const rawQuery = `${sent}&${pair('Signature', signature)}`;
  return aRequest({ rawQuery, signatureAlgorithm: rsaSha256, signature, ...change });
}

function found(one: Received, signingCertificates = [cert]): InspectionFinding[] | null {
  const target = { entityId: 'x', acsUrl: 'y', capabilities: [], clockSkewSeconds: 180, signingCertificates };
  return requestRedirectSignature({ target, ssoUrl: '', requests: [one], own: [] });
}

const whole = [message, state, algorithm].join('&');

test('a signature over the parameters as sent passes, with and without RelayState, by any of the certificates', () => {
  expect(found(received(whole))).toEqual([]);
  expect(found(received([message, algorithm].join('&')))).toEqual([]);
  const lower = whole.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase());
  expect(found(received(lower))).toEqual([]);
  expect(found(received(whole), [selfSignedCertificate('other').cert, cert])).toEqual([]);
  // The order in the address is the sender's own; the order of what is signed is not.
  expect(found(received(whole, [algorithm, state, message].join('&')))).toEqual([]);
});

test('what covers something else is found, and the mistake named', () => {
  const covers = (covered: string): string | undefined => found(received(covered, whole))?.[0]?.actual;
  expect(covers(whole.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase()))).toContain('lower-case');
  expect(covers([message, algorithm].join('&'))).toContain('without RelayState');
  expect(covers([message, algorithm, state].join('&'))).toContain('another order');
  expect(covers(decodeURIComponent(whole))).toContain('without their percent escapes');
  expect(covers('something else')).toContain('fits nothing');
  expect(found(received(whole), [selfSignedCertificate('other').cert])).toHaveLength(1);
});

test('no signature and an unknown algorithm are found; a POST request is another question', () => {
  const { signature: _none, ...unsigned } = received(whole);
  expect(found(unsigned)?.[0]?.message).toBe('the request is not signed');
  expect(found(received(whole, whole, { signatureAlgorithm: 'urn:unknown' }))?.[0]?.actual).toBe('urn:unknown');
  expect(found({ ...unsigned, binding: 'post' })).toEqual([]);
});

const asking = (forceAuthn?: boolean): Received =>
  received(whole, whole, {
    request: { hasSubject: false, hasSignature: false, ...(forceAuthn === undefined ? {} : { forceAuthn }) },
  });

const look = (one: Received): number | undefined =>
  requestForceAuthn({
    target: { entityId: 'x', acsUrl: 'y', capabilities: [], clockSkewSeconds: 180 },
    ssoUrl: '',
    requests: [one],
    own: [],
  })?.length;

test('ForceAuthn is looked for, and the doctor tells of what the profile leaves out', () => {
  expect([look(asking(true)), look(asking(false)), look(asking())]).toEqual([0, 1, 1]);
  const sp = { entityId: 'x', acsUrl: 'y', acsUrls: [] };
  const hints = hintsOf({ capabilities: [], sp }, asking(true)).join(' ');
  expect(hints).toContain('add force-authn to capabilities');
  expect(hints).toContain('add signed-requests to capabilities');
  expect(hintsOf({ capabilities: ['force-authn', 'signed-requests'], sp }, asking(true))).toEqual([]);
  expect(hintsOf({ capabilities: ['force-authn'], sp: { ...sp, authnRequestsSigned: true } }, asking(true))).toEqual(
    [],
  );
  expect(hintsOf({ capabilities: [], sp }, undefined)).toEqual([]);
});

const evidence = (one: Received): Parameters<typeof requestSignatureStrong>[0] => ({
  target: { entityId: 'x', acsUrl: 'y', capabilities: [], clockSkewSeconds: 180 },
  ssoUrl: '',
  requests: [one],
  own: [],
});

const strong = (one: Received): number | undefined => requestSignatureStrong(evidence(one))?.length;

const signedXml = (method: string, digest: string): string =>
  `<R><ds:SignatureMethod Algorithm="${method}"/><ds:DigestMethod Algorithm="${digest}"/></R>`;

test('SHA-1 is found beside the parameters and in the XML of a POST request, and nowhere else', () => {
  expect(strong(received(whole))).toBe(0);
  expect(strong(aRequest())).toBe(0);
  const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
  expect(strong(received(whole, whole, { signatureAlgorithm: sha1 }))).toBe(1);
  const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
  expect(strong(aRequest({ binding: 'post', xml: signedXml(rsaSha256, sha256) }))).toBe(0);
  expect(
    strong(aRequest({ binding: 'post', xml: signedXml(rsaSha256, 'http://www.w3.org/2000/09/xmldsig#sha1') })),
  ).toBe(1);
});

test('a ds:Signature belongs into a POST request only', () => {
  const request = { hasSubject: false, hasSignature: true };
  expect(requestWithoutXmlSignature(evidence(aRequest({ request })))).toHaveLength(1);
  expect(requestWithoutXmlSignature(evidence(aRequest({ request, binding: 'post' })))).toEqual([]);
  expect(requestWithoutXmlSignature(evidence(received(whole)))).toEqual([]);
});

const privateKeys = (inner: string): number | undefined =>
  metadataNoPrivateKey({ ...evidence(aRequest()), metadata: { xml: `<M>${inner}</M>`, findings: [] } })?.length;
const bare = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');
const asCertificate = (text: string): string => `<ds:X509Certificate>${text}</ds:X509Certificate>`;

test('a private key is found in armour, as a key pair, and in the place of a certificate', () => {
  expect(privateKeys(asCertificate(bare(cert)))).toBe(0);
  expect(privateKeys(asCertificate('not base64 at all'))).toBe(0);
  expect(privateKeys(asCertificate(bare(key)))).toBe(1);
  expect(privateKeys(`<ds:KeyName>${key}</ds:KeyName>`)).toBe(1);
  expect(privateKeys('<RSAKeyPair><Modulus/><P>AA</P></RSAKeyPair>')).toBe(1);
  expect(privateKeys('<P>AA</P>')).toBe(0);
});
