/** EncryptedAssertion, opened with this service provider's own keys (Core 2.3.4 and 6; XML Encryption 1.1). */

import type { KeyObject } from 'node:crypto';
import { Refusal, type Policy } from '../policy.ts';
import { reopen } from './document.ts';
import { refuseDoctype } from './entities.ts';
import { cutPadding, decryptContent, isCbc, unwrapKey } from './encryption-algorithms.ts';
import { attribute, child, children, isElement, isNamed, names, nodesOf, textOf } from './xml.ts';

const xenc = 'http://www.w3.org/2001/04/xmlenc#';

/** What became of the encrypted assertions of a Response. */
export interface Opened {
  /** The assertions, now standing where they stood encrypted. */
  assertions: Element[];
  /** One could not be opened, and a forgetful service provider goes on without it. */
  unreadable: boolean;
}

/** Encrypted assertions of a Response; none of a bare assertion. */
export function encryptedAssertions(response: Element): Element[] {
  return children(response, names.assertion, 'EncryptedAssertion');
}

function cipherValue(parent: Element): Buffer {
  const data = child(parent, xenc, 'CipherData');
  const value = data && child(data, xenc, 'CipherValue');
  if (value === undefined) throw new Error('there is no CipherValue');
  return Buffer.from(textOf(value), 'base64');
}

/** Errata E43: the key stands inside the data, or beside it. */
function keyElement(encrypted: Element, data: Element, policy: Policy): Element {
  const info = child(data, names.signature, 'KeyInfo');
  const inside = info && child(info, xenc, 'EncryptedKey');
  policy.insist('encrypted-key-beside-only', inside === undefined, 'the key stands inside the data');
  const found = inside ?? child(encrypted, xenc, 'EncryptedKey');
  if (found === undefined) throw new Error('there is no EncryptedKey');
  return found;
}

function plaintext(encrypted: Element, keys: readonly KeyObject[], policy: Policy): string {
  const data = child(encrypted, xenc, 'EncryptedData');
  if (data === undefined) throw new Error('there is no EncryptedData');
  const wrapped = keyElement(encrypted, data, policy);
  const method = child(wrapped, xenc, 'EncryptionMethod');
  const contentMethod = child(data, xenc, 'EncryptionMethod');
  const algorithm = (contentMethod && attribute(contentMethod, 'Algorithm')) ?? '';
  policy.insist('aes-cbc-only', isCbc(algorithm), 'the content is not under AES-CBC');
  policy.insist('aes-cbc-refused', !isCbc(algorithm), 'the content is under AES-CBC');
  const { key, index } = unwrapKey(method, cipherValue(wrapped), keys, policy);
  policy.insist('first-decryption-key-only', index === 0, 'encrypted to another key than the first');
  const octets = decryptContent(algorithm, key, cipherValue(data), policy);
  return isCbc(algorithm) ? cutPadding(octets, policy) : new TextDecoder('utf-8', { fatal: true }).decode(octets);
}

/** Usually one assertion; several are read as if they had stood there in clear. */
function open(encrypted: Element, keys: readonly KeyObject[], policy: Policy): Element[] | undefined {
  try {
    const text = refuseDoctype(plaintext(encrypted, keys, policy), policy);
    const assertions = nodesOf(reopen(`<opened>${text}</opened>`)).filter(isElement);
    if (assertions.length > 0 && assertions.every((one) => isNamed(one, names.assertion, 'Assertion')))
      return assertions;
  } catch (error) {
    if (error instanceof Refusal && error.check !== 'well-formed') throw error;
  }
  // One answer for every cause: telling them apart decrypts the message for whoever asks (XML Encryption 1.1, 6.1).
  policy.demand('decryption', false, 'the assertion cannot be decrypted');
  return undefined;
}

/** What the encrypted assertions of a Response hide, as text; nothing of those that cannot be opened. */
export function hiddenTexts(response: Element, keys: readonly KeyObject[], policy: Policy): string[] {
  return encryptedAssertions(response).flatMap((encrypted) => {
    try {
      return [plaintext(encrypted, keys, policy)];
    } catch {
      return [];
    }
  });
}

/**
 * Puts the assertion in the place of every EncryptedAssertion of a Response.
 * @throws Refusal, always the same, when one cannot be opened
 */
export function openAssertions(response: Element, keys: readonly KeyObject[], policy: Policy): Opened {
  const opened: Opened = { assertions: [], unreadable: false };
  for (const encrypted of encryptedAssertions(response)) {
    const assertions = open(encrypted, keys, policy);
    if (assertions === undefined) opened.unreadable = true;
    else {
      const own = assertions.map((assertion) => response.ownerDocument.importNode(assertion, true));
      for (const one of own) response.insertBefore(one, encrypted);
      response.removeChild(encrypted);
      opened.assertions.push(...own);
    }
  }
  return opened;
}
