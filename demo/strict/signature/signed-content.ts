/** Which elements may be read: those that a verified signature covers, as the octets that were signed. */

import type { KeyObject } from 'node:crypto';
import { reopen } from '../message/document.ts';
import { openAssertions, type Opened } from '../message/encryption.ts';
import { attribute, children, descendants, everyElement, isElement, isNamed, names, nodesOf } from '../message/xml.ts';
import { Refusal, type Policy } from '../policy.ts';
import { canonicalize } from './canonical.ts';
import type { TrustedKeys } from './keys.ts';
import { signaturesOf, verifyElement, verifySignature, type Vouched } from './verify.ts';

export interface SignedContent {
  /** The Response, as signed when it was; undefined when the message is a bare assertion. */
  response: Element | undefined;
  responseSigned: boolean;
  assertions: Element[];
  /** An encrypted assertion could not be read, and the service provider goes on without it. */
  unreadable?: boolean;
}

const noneOpened: Opened = { assertions: [], unreadable: false };

function assertionsOf(response: Element): Element[] {
  return isNamed(response, names.assertion, 'Assertion')
    ? [response]
    : children(response, names.assertion, 'Assertion');
}

/** Signed octets are read again, so that nothing is used that the digest did not see. */
function read(vouched: Vouched, policy: Policy): Element {
  const { covered, original } = vouched;
  const checks = ['comment-text', 'entity-text', 'processing-instruction', 'transform-content'] as const;
  const fromDocument = checks.some((check) => policy.forgets(check));
  const naive = fromDocument || covered === null || covered.element !== original || covered.octets === '';
  return naive ? original : reopen(covered.octets);
}

function verifies(element: Element, trusted: TrustedKeys, policy: Policy): Vouched | undefined {
  try {
    return verifyElement(element, trusted, policy);
  } catch (error) {
    if (policy.forgets('every-signature')) return undefined;
    throw error;
  }
}

/** What careless readers take after some signature was right; undefined when that is what a careful one takes. */
function naiveReading(response: Element, verified: Vouched[], policy: Policy): Element | undefined {
  const taken = carelesslyTaken(response, verified[0], policy);
  return verified.some(({ original }) => original === taken) ? undefined : taken;
}

/** The first child that is written like the genuine assertion; its content is then taken for SAML's. */
function byWrittenName(response: Element, genuine: Element | undefined): Element | undefined {
  const taken = nodesOf(response)
    .filter(isElement)
    .find((one) => one.localName === 'Assertion');
  // In SAML's own namespace it is another fault, and other checks are there for that.
  if (!taken?.namespaceURI || taken.namespaceURI === names.assertion) return genuine;
  const text = canonicalize(taken, { exclusive: true, comments: false, inclusivePrefixes: [] });
  return reopen(text.replaceAll(`"${taken.namespaceURI}"`, `"${names.assertion}"`));
}

/** A child in SAML's namespace that is an assertion but for the case of its letters. */
function inSmallLetters(response: Element): Element | undefined {
  return nodesOf(response)
    .filter(isElement)
    .find(({ namespaceURI, localName }) => namespaceURI === names.assertion && localName === 'assertion');
}

/** The assertion that another attribute gives the ID of the verified one. */
function byOtherId(response: Element, verified: Vouched | undefined): Element | undefined {
  const id = verified && attribute(verified.original, 'ID');
  return descendants(response, names.assertion, 'Assertion').find((element) =>
    ['Id', 'id', 'xml:id'].some((name) => id !== undefined && attribute(element, name) === id),
  );
}

function carelesslyTaken(response: Element, verified: Vouched | undefined, policy: Policy): Element | undefined {
  const own = assertionsOf(response);
  const document = response.ownerDocument;
  if (policy.forgets('namespaces')) return byWrittenName(response, verified?.original);
  if (policy.forgets('element-case')) return inSmallLetters(response) ?? verified?.original;
  if (policy.forgets('signed-content.id-spelled')) return byOtherId(response, verified) ?? verified?.original;
  if (policy.forgets('signed-content.first')) return own[0];
  if (policy.forgets('signed-content.last')) return own.at(-1);
  if (policy.forgets('signed-content.descendant')) return descendants(document, names.assertion, 'Assertion')[0];
  if (policy.forgets('signed-content.by-id')) {
    const id = verified && attribute(verified.original, 'ID');
    return everyElement(document).find((element) => attribute(element, 'ID') === id);
  }
  return inSignature(verified?.original, policy);
}

/** What a search below a verified element finds first: its Signature comes before its statements, and is not covered. */
function inSignature(verified: Element | undefined, policy: Policy): Element | undefined {
  if (verified === undefined || !policy.forgets('signed-content.in-signature')) return undefined;
  return signaturesOf(verified).flatMap((signature) => descendants(signature, names.assertion, 'Assertion'))[0];
}

/** Signatures that stand neither in the Response nor in an assertion of it prove nothing about either. */
function hiddenProof(response: Element, trusted: TrustedKeys, policy: Policy): boolean {
  const nested = policy.forgets('signed-content.nested');
  if (!nested && !policy.forgets('signed-content.any-element')) return false;
  return descendants(response, names.signature, 'Signature').some((signature) => {
    if (nested && !isNamed(signature.parentNode as Element, names.assertion, 'Assertion')) return false;
    try {
      return verifySignature(signature, trusted, policy).original !== response;
    } catch {
      return false;
    }
  });
}

function fromSignedResponse(
  vouched: Vouched,
  original: Element,
  trusted: TrustedKeys,
  decryptionKeys: readonly KeyObject[],
  policy: Policy,
): SignedContent {
  // Profiles 4.1.4.3: every signature that is present must be valid, also those inside the signed Response.
  const signed = assertionsOf(original).filter((assertion) => verifies(assertion, trusted, policy) !== undefined);
  policy.insist('assertion-signature-required', signed.length > 0, 'no assertion is signed');
  policy.insist('both-signatures-refused', signed.length === 0, 'Response and assertion are both signed');
  const response = read(vouched, policy);
  // A signature over the Response covers the ciphertext; what is used is opened from the very octets that were signed.
  const opened = response === original ? [] : openAssertions(response, decryptionKeys, policy).assertions;
  const twice = opened.length > 0 && signed.length > 0;
  policy.insist('encrypted-and-signed-refused', !twice, 'a signed Response around an encrypted, signed assertion');
  const hidden = inSignature(original, policy);
  return { response, responseSigned: true, assertions: hidden === undefined ? assertionsOf(response) : [hidden] };
}

/**
 * @param decryptionKeys this service provider's own
 * @throws Refusal when no valid signature covers an assertion of the Response
 */
export function signedContent(
  original: Element,
  trusted: TrustedKeys,
  decryptionKeys: readonly KeyObject[],
  policy: Policy,
): SignedContent {
  const bare = isNamed(original, names.assertion, 'Assertion');
  const response = bare ? undefined : original;
  const whole = bare ? undefined : verifies(original, trusted, policy);
  const opened = bare ? noneOpened : openAssertions(original, decryptionKeys, policy);
  const responseSigned = whole !== undefined;
  if (opened.unreadable) return { response, responseSigned, assertions: [], unreadable: true };
  if (opened.assertions.length > 0 && policy.forgets('decrypted-is-signed')) {
    return { response, responseSigned, assertions: opened.assertions };
  }
  const own = assertionsOf(original);
  if (descendants(original, names.signature, 'Signature').length === 0) {
    policy.demand('signature-required', false, 'nothing in the message is signed');
    return { response, responseSigned: false, assertions: own };
  }
  if (whole !== undefined) return fromSignedResponse(whole, original, trusted, decryptionKeys, policy);
  policy.insist('response-signature-required', false, 'the Response is not signed');
  const vouched = own.flatMap((assertion) => verifies(assertion, trusted, policy) ?? []);
  if (vouched.length > 0) {
    const careless = naiveReading(original, vouched, policy);
    const assertions = careless === undefined ? vouched.map((one) => read(one, policy)) : [careless];
    return { response, responseSigned: false, assertions };
  }
  const unsigned = own.every((assertion) => signaturesOf(assertion).length === 0);
  if (unsigned && hiddenProof(original, trusted, policy)) return { response, responseSigned: false, assertions: own };
  throw new Refusal('signed-content.nested', 'no valid signature covers an assertion of the Response');
}
