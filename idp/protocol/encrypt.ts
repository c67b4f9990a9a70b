/** Token encryption: every Assertion of a signed response becomes an EncryptedAssertion. */

import { digestMethods, keyTransport } from './algorithms.ts';
import { seal } from './cipher.ts';
import { signText } from './sign-text.ts';
import type { EncryptionPlan, Keyring, ResponsePlan } from './types.ts';
import { namespaces } from './uris.ts';
import type { Span } from './xml-text.ts';
import { attributesIn, childrenOf, insertAt, localName, outerOf, replaceSpan, rootOf } from './xml-text.ts';
import { escapeAttribute } from './xml.ts';

/** How assertions are closed; what each became is remembered, so that an untouched one is the same ciphertext again. */
interface Closing {
  plan: EncryptionPlan;
  random: (bytes: number) => Buffer;
  known: Map<string, string>;
}

/**
 * Encrypts a response that was signed and then, perhaps, deviated from. A signature of the response covers ciphertext
 * (Entra signs, encrypts, then signs the response), so it is made over the undisturbed message and put where the plain
 * one stands: whatever the deviation left alone stays validly signed, whatever it touched does not.
 * @param signed the text as the signing stage made it; equal to `deviated` on the honest path
 */
export function encryptResponse(
  signed: string,
  deviated: string,
  plan: ResponsePlan,
  keyring: Keyring,
  random: (bytes: number) => Buffer,
): string {
  const { encryption, signing } = plan;
  if (encryption === undefined) return deviated;
  const closing: Closing = { plan: encryption, random, known: new Map() };
  const encrypted = encryptAssertions(deviated, closing);
  const signature = responseSignature(signed);
  if (signing.response === undefined || signature === undefined) return encrypted;
  const bare = signed.replace(signature, '');
  const sealed = signText(
    encryptAssertions(bare, closing),
    { ...plan, signing: { response: signing.response } },
    keyring,
  );
  return encrypted.replace(signature, () => responseSignature(sealed) ?? '');
}

function children(xml: string): Span[] {
  const root = rootOf(xml);
  return root === undefined ? [] : childrenOf(xml, root);
}

function responseSignature(xml: string): string | undefined {
  const span = children(xml).find((child) => localName(child.name) === 'Signature');
  return span && outerOf(xml, span);
}

function encryptAssertions(xml: string, { plan, random, known }: Closing): string {
  let result = xml;
  const assertions = children(xml).filter((child) => localName(child.name) === 'Assertion');
  for (const [index, span] of [...assertions.entries()].toReversed()) {
    if (plan.only !== undefined && index !== plan.only) continue;
    const plain = standalone(xml, span);
    const cipher = known.get(plain) ?? encryptedAssertion(plain, plan, random);
    known.set(plain, cipher);
    result = replaceSpan(result, span, cipher);
  }
  return result;
}

/** The assertion with the declarations of its Response that it uses: it will be parsed on its own. */
function standalone(xml: string, span: Span): string {
  const assertion = outerOf(xml, span);
  const root = rootOf(xml);
  const own = new Set(attributesIn(xml, span).map(({ name }) => name));
  const inherited = (root === undefined ? [] : attributesIn(xml, root)).filter(
    ({ name }) => (name === 'xmlns' || name.startsWith('xmlns:')) && !own.has(name),
  );
  const used = inherited.filter(
    ({ name }) => name === 'xmlns' || assertion.includes(`${name.slice('xmlns:'.length)}:`),
  );
  const declarations = used.map(({ name, value }) => ` ${name}="${value}"`).join('');
  return insertAt(assertion, 1 + span.name.length, declarations);
}

/** Where the key stands: inside EncryptedData as Entra and the Node libraries put it, or beside it (Errata E43 allows both). */
function encryptedAssertion(assertion: string, plan: EncryptionPlan, random: (bytes: number) => Buffer): string {
  const { content, key } = seal((plan.prolog ?? '') + assertion, plan, random);
  const beside = plan.keyPlacement === 'beside';
  const keyId = `_key-${random(8).toString('hex')}`;
  const encryptedKey = `<e:EncryptedKey xmlns:e="${namespaces.xenc}"${beside ? ` Id="${keyId}"` : ''}>${method(plan.keyAlgorithm, keyDetails(plan))}${recipient(plan)}${cipherData(key)}</e:EncryptedKey>`;
  const retrieval = `<RetrievalMethod Type="${namespaces.xenc}EncryptedKey" URI="#${keyId}"/>`;
  const keyInfo = `<KeyInfo xmlns="${namespaces.ds}">${beside ? retrieval : encryptedKey}</KeyInfo>`;
  const data = `<e:EncryptedData xmlns:e="${namespaces.xenc}" Type="${namespaces.xenc}Element">${method(plan.contentAlgorithm)}${keyInfo}${cipherData(content)}</e:EncryptedData>`;
  const encrypted = `<EncryptedAssertion xmlns="${namespaces.saml}">${data}${beside ? encryptedKey : ''}</EncryptedAssertion>`;
  return plan.asSent?.(encrypted) ?? encrypted;
}

/** Whom the key is for: a service provider with several keys may look here first. */
function recipient({ certificate }: EncryptionPlan): string {
  const base64 = certificate.replace(/-----[^-]+-----|\s/g, '');
  return `<KeyInfo xmlns="${namespaces.ds}"><X509Data><X509Certificate>${base64}</X509Certificate></X509Data></KeyInfo>`;
}

function cipherData(base64: string): string {
  return `<e:CipherData><e:CipherValue>${base64}</e:CipherValue></e:CipherData>`;
}

function method(algorithm: string, details = ''): string {
  const name = 'e:EncryptionMethod';
  const start = `<${name} Algorithm="${escapeAttribute(algorithm)}"`;
  return details === '' ? `${start}/>` : `${start}>${details}</${name}>`;
}

/** XML Encryption 1.1 section 5.5: RSA 1.5 hashes nothing, and only the OAEP of 1.1 names its mask. */
function keyDetails({ keyAlgorithm, digestMethod = digestMethods.sha1, maskDigest = 'sha1' }: EncryptionPlan): string {
  if (keyAlgorithm === keyTransport.rsa15) return '';
  const digest = `<DigestMethod xmlns="${namespaces.ds}" Algorithm="${escapeAttribute(digestMethod)}"/>`;
  const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
  const mask = `<MGF xmlns="${xenc11}" Algorithm="${xenc11}mgf1${maskDigest}"/>`;
  // Without MGF the mask is SHA-1's, in both forms of OAEP.
  return keyAlgorithm === keyTransport.rsaOaep && maskDigest !== 'sha1' ? digest + mask : digest;
}
