/** The ds:Signature element, composed here and nowhere else, because a test IdP must control every byte of it. */

import { constants, createHash, createHmac, createPublicKey, sign as cryptoSign } from 'node:crypto';
import { promisify } from 'node:util';
import { canonicalization, hashOf, signatureAlgorithmOf } from './algorithms.ts';
import type { Keyring, SignaturePlan } from './types.ts';
import type { Element, Node } from './xml-tree.ts';
import { ds } from './xml-tree.ts';
import { escapeAttribute } from './xml.ts';

/** A Reference with everything computed. */
export interface Reference {
  /** Null leaves the attribute out. */
  uri: string | null;
  /** URIs, or whole ds:Transform elements as XML. */
  transforms: string[];
  digestMethod: string;
  /** Base64. */
  digestValue: string;
}

/** Base64 digest of canonical text by the hash that the URI names. */
export function digest(digestMethod: string, text: string): string {
  return createHash(hashOf(digestMethod)).update(text, 'utf8').digest('base64');
}

const isHmac = ({ signatureMethod, hmacKey }: SignaturePlan): boolean =>
  hmacKey !== undefined || signatureAlgorithmOf(signatureMethod).scheme === 'hmac';

function hmacValue(plan: SignaturePlan, canonicalSignedInfo: string, keyring: Keyring): string {
  const { hash } = signatureAlgorithmOf(plan.signatureMethod);
  const key = plan.hmacKey ?? keyring(plan.key).certificate;
  return createHmac(hash, key).update(canonicalSignedInfo, 'utf8').digest('base64');
}

function signArguments(plan: SignaturePlan, canonicalSignedInfo: string, keyring: Keyring) {
  const { scheme, hash } = signatureAlgorithmOf(plan.signatureMethod);
  const { privateKey } = keyring(plan.key);
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const key = scheme === 'rsa-pss' ? { key: privateKey, ...pss } : privateKey;
  return [hash, Buffer.from(canonicalSignedInfo, 'utf8'), key] as const;
}

/** Base64 signature over a canonical SignedInfo, by the plan's key (or its HMAC bytes) and method. */
export function signatureValue(plan: SignaturePlan, canonicalSignedInfo: string, keyring: Keyring): string {
  if (isHmac(plan)) return hmacValue(plan, canonicalSignedInfo, keyring);
  return cryptoSign(...signArguments(plan, canonicalSignedInfo, keyring)).toString('base64');
}

const signInPool = promisify(cryptoSign);

/** The same value, made by another thread while this one goes on with other requests. */
export async function signatureValueAside(
  plan: SignaturePlan,
  canonicalSignedInfo: string,
  keyring: Keyring,
): Promise<string> {
  if (isHmac(plan)) return hmacValue(plan, canonicalSignedInfo, keyring);
  return (await signInPool(...signArguments(plan, canonicalSignedInfo, keyring))).toString('base64');
}

/** The SignedInfo element; an empty list gives one without any Reference. */
export function signedInfoTree(plan: SignaturePlan, references: Reference[]): Element {
  return ds(
    'SignedInfo',
    [],
    [
      ds('CanonicalizationMethod', [['Algorithm', plan.canonicalization]]),
      ds('SignatureMethod', [['Algorithm', plan.signatureMethod]]),
      ...references.map((reference) => referenceTree(reference, plan.inclusivePrefixes)),
    ],
  );
}

function referenceTree({ uri, transforms, digestMethod, digestValue }: Reference, prefixes?: string[]): Element {
  const list = transforms.map((transform) => transformTree(transform, prefixes));
  return ds(
    'Reference',
    [['URI', uri ?? undefined]],
    [
      list.length > 0 && ds('Transforms', [], list),
      ds('DigestMethod', [['Algorithm', digestMethod]]),
      ds('DigestValue', [], [{ text: digestValue }]),
    ],
  );
}

function transformTree(transform: string, prefixes: string[] | undefined): Node {
  if (transform.startsWith('<')) return { raw: transform };
  const ec = canonicalization.exclusive;
  if (prefixes === undefined || !transform.startsWith(ec)) return ds('Transform', [['Algorithm', transform]]);
  const list = escapeAttribute(prefixes.join(' '));
  const raw = `<ec:InclusiveNamespaces xmlns:ec="${ec}" PrefixList="${list}"/>`;
  return ds('Transform', [['Algorithm', transform]], [{ raw }]);
}

/** The whole Signature element. */
export function signatureTree(plan: SignaturePlan, signedInfo: Element, value: string, keyring: Keyring): Element {
  return ds('Signature', [], [signedInfo, ds('SignatureValue', [], [{ text: value }]), keyInfoTree(plan, keyring)]);
}

function keyInfoTree({ keyInfo, key }: SignaturePlan, keyring: Keyring): Element | undefined {
  if (keyInfo === 'none') return undefined;
  if (keyInfo === 'keyValue') return ds('KeyInfo', [], [ds('KeyValue', [], [rsaKeyValue(keyring, key)])]);
  const { certificateBase64 } = keyring(keyInfo === 'certificate' ? key : keyInfo.certificateOf);
  const certificate = ds('X509Certificate', [], [{ text: certificateBase64 }]);
  return ds('KeyInfo', [], [ds('X509Data', [], [certificate])]);
}

function rsaKeyValue(keyring: Keyring, name: SignaturePlan['key']): Element {
  const { n = '', e = '' } = createPublicKey(keyring(name).privateKey).export({ format: 'jwk' });
  const modulus = ds('Modulus', [], [{ text: base64(n) }]);
  return ds('RSAKeyValue', [], [modulus, ds('Exponent', [], [{ text: base64(e) }])]);
}

function base64(url: string): string {
  return Buffer.from(url, 'base64url').toString('base64');
}
