/** One ds:Signature: SignedInfo, SignatureValue and what it covers. */

import type { KeyObject } from 'node:crypto';
import { reopen } from '../message/document.ts';
import { attribute, child, children, descendants, isElement, names, nodesOf, textOf } from '../message/xml.ts';
import { Refusal, type Policy } from '../policy.ts';
import { signatureVerifier } from './algorithms.ts';
import { canonicalize } from './canonical.ts';
import { checkCertificate, keysFor, type TrustedKeys } from './keys.ts';
import { checkReferences, formOf, type Covered } from './references.ts';

function checkValue(signedInfo: Element, signature: Element, trusted: TrustedKeys, policy: Policy): void {
  const method = child(signedInfo, names.signature, 'SignatureMethod');
  const algorithm = method && attribute(method, 'Algorithm');
  if (!algorithm) return policy.demand('signature-algorithm-named', false, 'no signature algorithm is named');
  const length = child(method, names.signature, 'HMACOutputLength');
  const verifier = signatureVerifier(algorithm, policy, length && textOf(length));
  const form = formOf(child(signedInfo, names.signature, 'CanonicalizationMethod'), policy);
  if (policy.forgets('signature-value')) return;
  const octets = Buffer.from(canonicalize(signedInfo, form));
  const values = children(signature, names.signature, 'SignatureValue');
  const [only] = values;
  const value = Buffer.from(values.length === 1 && only !== undefined ? textOf(only) : '', 'base64');
  // An HMAC of no length fits without any key.
  if (verifier(octets, value, [], [])) return;
  if (value.length === 0) return policy.demand('signature-complete', false, 'there is no SignatureValue');
  const fits = (key: KeyObject): boolean => verifier(octets, value, [key], []);
  const key = keysFor(signature, trusted, policy).find(fits);
  if (key !== undefined) return checkCertificate(key, trusted, policy);
  if (trusted.lent?.some(({ check, keys }) => keys.some(fits) && policy.forgets(check))) return;
  if (!verifier(octets, value, [], trusted.secrets)) {
    throw new Refusal('signature-value', 'no trusted key made this signature');
  }
}

/** The first attempt that succeeds; the first failure when none does. */
function firstOf<Item, Result>(items: Item[], attempt: (item: Item) => Result): Result {
  let failure: unknown;
  for (const item of items) {
    try {
      return attempt(item);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** Where a search of the whole document ends that was meant for the Signature alone (CVE-2025-66567). */
function infoElsewhere(own: Element, policy: Policy): Element[] {
  if (!policy.forgets('signed-info-own')) return [];
  return descendants(own.ownerDocument, names.signature, 'SignedInfo').slice(0, 1);
}

/** What is called SignedInfo in another namespace, read as if it were in the right one. */
function infosByName(signature: Element, policy: Policy): Element[] {
  if (!policy.forgets('signed-info-namespace')) return [];
  const named = nodesOf(signature).filter(
    (node): node is Element => isElement(node) && node.localName === 'SignedInfo',
  );
  return named.flatMap((one) => {
    if (!one.namespaceURI || one.namespaceURI === names.signature) return [];
    const text = canonicalize(one, { exclusive: true, comments: false, inclusivePrefixes: [] });
    return [reopen(text.replaceAll(`"${one.namespaceURI}"`, `"${names.signature}"`))];
  });
}

/** What a signature vouches for. `original` stands in the document, `octets` are what was digested. */
export interface Vouched {
  original: Element;
  covered: Covered;
}

/** @throws Refusal when the signature is not valid for the element that it stands in. */
export function verifySignature(signature: Element, trusted: TrustedKeys, policy: Policy): Vouched {
  const parent = signature.parentNode;
  if (!isElement(parent)) throw new Refusal('reference-parent', 'the signature stands in no element');
  // Whoever searches for them finds one in an Object as well.
  const among = policy.forgets('signed-info-single') ? descendants : children;
  const infos = among(signature, names.signature, 'SignedInfo');
  if (infos.length === 0) {
    policy.demand('signature-complete', false, 'the signature has no SignedInfo');
    return { original: parent, covered: null };
  }
  policy.demand('signed-info-single', infos.length === 1, `${infos.length} SignedInfo elements`);
  const keyInfo = child(signature, names.signature, 'KeyInfo');
  policy.insist('key-info-required', keyInfo !== undefined, 'the signature has no KeyInfo');
  firstOf(infos, (info) => {
    firstOf([info, ...infoElsewhere(info, policy)], (one) => {
      checkValue(one, signature, trusted, policy);
    });
  });
  const read = [...infosByName(signature, policy), ...infos];
  return { original: parent, covered: firstOf(read, (info) => checkReferences(info, signature, parent, policy)) };
}

/** All signatures that stand directly in an element. */
export function signaturesOf(element: Element): Element[] {
  return children(element, names.signature, 'Signature');
}

/** Verifies the signature of an element; undefined when it has none. @throws Refusal when it is not valid. */
export function verifyElement(element: Element, trusted: TrustedKeys, policy: Policy): Vouched | undefined {
  const signatures = signaturesOf(element);
  if (signatures.length === 0) return undefined;
  const nearest = policy.forgets('signature-own') ? descendants(element, names.signature, 'Signature')[0] : undefined;
  if (nearest !== undefined && !signatures.includes(nearest)) {
    verifySignature(nearest, trusted, policy);
    return { original: element, covered: null };
  }
  policy.demand('signature-count', signatures.length === 1, 'an element has several signatures');
  return firstOf(signatures, (signature) => verifySignature(signature, trusted, policy));
}
