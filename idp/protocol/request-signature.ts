/** Signed requests: whether a signature is where its binding wants it, and whether one of the application's certificates made it. */

import { createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import { XmlC14NMode, type XmlElement } from 'libxml2-wasm';
import type { Verification } from '../tenant/model.ts';
import { canonicalization, digestMethods, signatureMethods, transforms } from './algorithms.ts';
import { attributeOf, childElements } from './elements.ts';
import { AadstsError } from './errors.ts';
import type { ReceivedRequest } from './types.ts';
import { namespaces } from './uris.ts';
import { received as limits, withXml } from './xml.ts';

const hashes: Record<string, string> = {
  [signatureMethods.rsaSha256]: 'sha256',
  [signatureMethods.rsaSha1]: 'sha1',
};

const digests: Record<string, string> = { [digestMethods.sha256]: 'sha256', [digestMethods.sha1]: 'sha1' };

function absent(where: string): AadstsError {
  return new AadstsError('76021', `The application requires signed requests, and this one is not: ${where}.`);
}

function wrong(reason: string, cause?: unknown): AadstsError {
  return new AadstsError('50006', `The signature of the request is not valid: ${reason}.`, { cause });
}

/** @throws AadstsError 50006 for an algorithm that is not allowed */
function hashFor(algorithm: string | undefined, { allowSha1 = false }: Verification): string {
  if (algorithm === undefined || algorithm === '') throw wrong('it names no algorithm');
  const hash = Object.hasOwn(hashes, algorithm) ? hashes[algorithm] : undefined;
  if (hash === 'sha256' || (hash === 'sha1' && allowSha1)) return hash;
  const hint = hash === 'sha1' ? ' (RSA-SHA1 is not allowed for this application)' : '';
  throw wrong(`the algorithm '${algorithm}' is not allowed${hint}; expected '${signatureMethods.rsaSha256}'`);
}

const derOf = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

/** Documented: without a key id, only the two certificates that were added last are tried. */
function candidates({ certificates = [] }: Verification, keyId: string | undefined): string[] {
  if (certificates.length === 0) throw wrong('the application has no verification certificate');
  if (keyId === undefined) return certificates.slice(-2).toReversed();
  const named = certificates.filter((pem) => derOf(pem) === keyId);
  if (named.length > 0) return named;
  throw wrong('the certificate that it names is none of the verification certificates of the application');
}

interface Signed {
  octets: Buffer;
  hash: string;
  /** Base64. */
  value: string;
}

function madeByOneOf(pems: string[], { octets, hash, value }: Signed): boolean {
  const signature = Buffer.from(value, 'base64');
  return pems.some((pem) => {
    const { publicKey } = new X509Certificate(pem);
    return publicKey.asymmetricKeyType === 'rsa' && verify(hash, octets, publicKey, signature);
  });
}

/** Bindings section 3.4.4.1: the octets are the parameters as they were received, never encoded again. */
function checkQuery(received: ReceivedRequest, verification: Verification, certificates: string[]): void {
  const parts = new Map((received.rawQuery ?? '').split('&').map((part) => [part.split('=', 1)[0] ?? '', part]));
  if (received.signature === undefined || received.signature === '') {
    throw absent(
      received.request.hasSignature
        ? 'its signature stands in the XML, but by the Redirect binding it belongs into the query string'
        : 'the query string has no Signature',
    );
  }
  const hash = hashFor(received.signatureAlgorithm, verification);
  const octets = ['SAMLRequest', 'RelayState', 'SigAlg'].flatMap((name) => parts.get(name) ?? []).join('&');
  if (!madeByOneOf(certificates, { octets: Buffer.from(octets), hash, value: received.signature })) {
    throw wrong('none of the verification certificates fits');
  }
}

type Mode = (typeof XmlC14NMode)[keyof typeof XmlC14NMode];

const modes: Record<string, Mode> = {
  [canonicalization.exclusive]: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
  [canonicalization.inclusive]: XmlC14NMode.XML_C14N_1_0,
};

function canonical(element: XmlElement, algorithm: string | undefined, prefixes: string[]): string {
  const mode = Object.hasOwn(modes, algorithm ?? '') ? modes[algorithm ?? ''] : undefined;
  if (mode === undefined) throw wrong(`the canonicalization '${algorithm ?? 'none'}' is not supported`);
  return element.canonicalizeToString({ mode, withComments: false, inclusiveNamespacePrefixes: prefixes });
}

function prefixesOf(method: XmlElement): string[] {
  const [inclusive] = childElements(method, canonicalization.exclusive, 'InclusiveNamespaces');
  const list = inclusive && attributeOf(inclusive, 'PrefixList');
  return list?.split(/\s+/).filter((prefix) => prefix !== '') ?? [];
}

function only(parent: XmlElement, name: string): XmlElement {
  const [found, ...more] = childElements(parent, namespaces.ds, name);
  if (found === undefined || more.length > 0) throw wrong(`expected one ${name} in ${parent.name}`);
  return found;
}

interface Embedded extends Signed {
  keyId: string | undefined;
}

/** Reads the enveloped signature and checks its digest over the whole message. Changes the document. */
function embedded(root: XmlElement, verification: Verification): Embedded {
  const [signature, ...more] = childElements(root, namespaces.ds, 'Signature');
  if (signature === undefined) throw absent('its XML has no Signature');
  if (more.length > 0) throw wrong('there are several Signature elements');
  const info = only(signature, 'SignedInfo');
  const reference = only(info, 'Reference');
  const uri = attributeOf(reference, 'URI');
  if (uri !== '' && uri !== `#${attributeOf(root, 'ID') ?? ''}`) throw wrong('it does not sign the message');
  const hash = hashFor(attributeOf(only(info, 'SignatureMethod'), 'Algorithm'), verification);
  const canonicalMethod = only(info, 'CanonicalizationMethod');
  const octets = canonical(info, attributeOf(canonicalMethod, 'Algorithm'), prefixesOf(canonicalMethod));
  const value = only(signature, 'SignatureValue').content;
  const [named] = childElements(signature, namespaces.ds, 'KeyInfo')
    .flatMap((keyInfo) => childElements(keyInfo, namespaces.ds, 'X509Data'))
    .flatMap((data) => childElements(data, namespaces.ds, 'X509Certificate'));
  const keyId = named?.content.replace(/\s/g, '');
  const digestAlgorithm = attributeOf(only(reference, 'DigestMethod'), 'Algorithm') ?? '';
  const digestHash = Object.hasOwn(digests, digestAlgorithm) ? digests[digestAlgorithm] : undefined;
  if (digestHash === undefined) throw wrong(`the digest '${digestAlgorithm}' is not supported`);
  const wanted = Buffer.from(only(reference, 'DigestValue').content, 'base64');
  const steps = childElements(reference, namespaces.ds, 'Transforms').flatMap((list) => childElements(list));
  const form = steps.find((step) => attributeOf(step, 'Algorithm') !== transforms.enveloped);
  const foreign = steps.filter((step) => step !== form && attributeOf(step, 'Algorithm') !== transforms.enveloped);
  if (foreign.length > 0) throw wrong('it has transforms that are not supported');
  const algorithm = form === undefined ? canonicalization.inclusive : attributeOf(form, 'Algorithm');
  const prefixes = form === undefined ? [] : prefixesOf(form);
  signature.remove();
  const digest = createHash(digestHash)
    .update(canonical(root, algorithm, prefixes), 'utf8')
    .digest();
  if (digest.length !== wanted.length || !timingSafeEqual(digest, wanted)) throw wrong('the message was changed');
  return { octets: Buffer.from(octets, 'utf8'), hash, value, keyId };
}

function usable(certificates: string[], acceptExpired: boolean, now: Date): string[] {
  return certificates.filter((pem) => acceptExpired || new Date(new X509Certificate(pem).validTo) > now);
}

/**
 * What «Require verification certificates» does; nothing at all while it is off (documented).
 * @throws AadstsError 76021 without a signature in the right place, 50006 when it is not valid
 */
export function checkRequestSignature(
  received: ReceivedRequest,
  verification: Verification | undefined,
  options: { acceptExpired: boolean; now: Date },
): void {
  if (verification?.required !== true) return;
  const kept = usable(verification.certificates ?? [], options.acceptExpired, options.now);
  const usableOnes = { ...verification, certificates: kept };
  try {
    if (received.binding === 'redirect') {
      checkQuery(received, verification, candidates(usableOnes, undefined));
      return;
    }
    if (received.signature !== undefined && !received.request.hasSignature) {
      throw absent('its signature is a form field, but by the POST binding it belongs into the XML');
    }
    const signed = withXml(received.xml, limits, (document) => embedded(document.root, verification));
    if (!madeByOneOf(candidates(usableOnes, signed.keyId), signed)) {
      throw wrong('none of the verification certificates fits');
    }
  } catch (error) {
    if (error instanceof AadstsError || error instanceof WebAssembly.RuntimeError) throw error;
    throw wrong('it cannot be read', error);
  }
}
