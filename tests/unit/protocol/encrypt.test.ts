/** Encrypted responses decrypt to what was signed, and deviations stay what they are under encryption. */

import { expect, test } from '@playwright/test';
import { decrypt } from 'xml-encryption';
import { contentEncryption, digestMethods, keyTransport } from '../../../idp/protocol/algorithms.ts';
import { issue, type Issued } from '../../../idp/protocol/issue.ts';
import type { EncryptionPlan, Mutation, ResponsePlan, Style } from '../../../idp/protocol/types.ts';
import { findAll, findFirst, innerOf, replaceSpan } from '../../../idp/protocol/xml-text.ts';
import type { SigningOption } from '../../../idp/tenant/model.ts';
import { facts, keyring, plan, planFor } from './fixture.ts';
import { covered, verifies, xmlsecInstalled, xmlsecVerifies } from './verify.ts';

const { certificate } = keyring('idp');
const recipient = keyring('sp');

function issued(signing: SigningOption, mutation?: Mutation, more: Partial<ResponsePlan> = {}): Promise<Issued> {
  const honest = { ...planFor({ signing, encryptionCertificate: recipient.certificate }), ...more };
  return issue({ honest, mutation, facts: facts(), keyring });
}

/** The message with every EncryptedAssertion replaced by what is in it, parsed on its own first. */
async function decrypted(xml: string): Promise<{ message: string; assertions: string[] }> {
  let message = xml;
  const assertions: string[] = [];
  for (const span of findAll(xml, 'EncryptedAssertion').toReversed()) {
    const plain = await new Promise<string>((resolve, reject) => {
      const key = recipient.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const options = { key, disallowDecryptionWithInsecureAlgorithm: false, warnInsecureAlgorithm: false };
      decrypt(innerOf(xml, span), options, (error, text) => (error === null ? resolve(text) : reject(error)));
    });
    assertions.unshift(plain);
    message = replaceSpan(message, span, plain);
  }
  return { message, assertions };
}

test('Entra’s algorithms are the default, the assertion is not readable', async () => {
  const { xml } = await issued('assertion');
  expect(xml).not.toContain('b.simon');
  expect(findFirst(xml, 'Assertion')).toBeUndefined();
  expect(xml).toContain(contentEncryption.aes256Cbc);
  expect(xml).toContain(keyTransport.rsaOaepMgf1p);
});

for (const signing of ['assertion', 'response', 'both'] as const) {
  test(`${signing} signed: both signatures verify where they are made`, async () => {
    const { xml, honestXml } = await issued(signing);
    const { assertions } = await decrypted(xml);
    expect(honestXml).toBe(xml);
    expect(assertions).toHaveLength(1);
    if (signing !== 'response') expect(covered(assertions[0] ?? '', certificate)).toEqual(['Assertion']);
    if (signing !== 'assertion') {
      expect(covered(xml, certificate)).toEqual(['Response']);
      if (xmlsecInstalled) expect(xmlsecVerifies(xml, certificate, 'response')).toBe(true);
    }
  });

  test(`${signing} signed: what was tampered with is not validly signed`, async () => {
    const { xml } = await issued(signing, { afterSigning: (text) => text.replaceAll('b.simon@', 'v.ictim@') });
    const { assertions } = await decrypted(xml);
    expect(assertions[0]).toContain('v.ictim@');
    expect(verifies(signing === 'assertion' ? (assertions[0] ?? '') : xml, certificate)).toBe(false);
  });
}

test('a deviation outside the assertion leaves the response’s signature alone', async () => {
  const { xml } = await issued('response', { afterSigning: (text) => `<!-- front -->${text}` });
  expect(xml.startsWith('<!-- front -->')).toBe(true);
  expect(covered(xml, certificate)).toEqual(['Response']);
});

test('afterSigning sees the signed, unencrypted text', async () => {
  let seen = '';
  await issued('both', { afterSigning: (xml) => (seen = xml) });
  expect(covered(seen, certificate)).toEqual(['Response', 'Assertion']);
});

test('declarations hoisted to the Response go along with the assertion', async () => {
  const style: Style = { ...plan().style, prefixes: { samlp: 'samlp', saml: 'saml', ds: 'ds' }, hoistNamespaces: true };
  const { xml } = await issued('assertion', undefined, { style });
  const { assertions } = await decrypted(xml);
  expect(covered(assertions[0] ?? '', certificate)).toEqual(['Assertion']);
});

const { rsaOaep, rsaOaepMgf1p } = keyTransport;
const combinations: Omit<EncryptionPlan, 'certificate'>[] = [
  ...Object.values(contentEncryption).map((contentAlgorithm) => ({ contentAlgorithm, keyAlgorithm: rsaOaepMgf1p })),
  { contentAlgorithm: contentEncryption.aes256Gcm, keyAlgorithm: rsaOaep, digestMethod: digestMethods.sha256 },
];

for (const algorithms of combinations) {
  const name = Object.values(algorithms)
    .map((uri) => String(uri).replace(/^.*#/, ''))
    .join(', ');
  test(`round trip with ${name}`, async () => {
    const { xml } = await issued('assertion', undefined, {
      encryption: { certificate: recipient.certificate, ...algorithms },
    });
    const { message } = await decrypted(xml);
    expect(covered(message, certificate)).toEqual(['Assertion']);
  });
}

test('a certificate that cannot be used is an error, not a message in clear', async () => {
  const encryption = { certificate: 'none', contentAlgorithm: contentEncryption.aes256Cbc, keyAlgorithm: rsaOaepMgf1p };
  await expect(issued('assertion', undefined, { encryption })).rejects.toThrow();
});
