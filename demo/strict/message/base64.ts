/** The SAMLResponse parameter: one form field of bounded size, base64 with nothing else in it. */

import { inflateRawSync } from 'node:zlib';
import { Refusal, type Policy } from '../policy.ts';

/** Larger messages are refused before anything is decoded, characters. */
const limit = 512 * 1024;

/** How a message came: by HTTP-POST, or by a GET as the Redirect binding would have it. */
export type Binding = 'post' | 'get';

/**
 * The message of a form, or of a query; undefined when a forgetful service provider was sent none.
 * @throws Refusal when there is none, or it came by GET, or it cannot be decoded.
 */
export function messageIn(form: { SAMLResponse?: unknown }, binding: Binding, policy: Policy): string | undefined {
  const { SAMLResponse: sent } = form;
  if (binding === 'get') policy.demand('post-binding', false, 'a response came by GET');
  else if (sent === undefined || sent === '')
    policy.demand('parameter-required', false, 'the form holds no SAMLResponse');
  if (sent === undefined || sent === '') return undefined;
  if (binding === 'post') return decodeParameter(sent, policy);
  if (typeof sent !== 'string') throw new Refusal('parameter-single', 'the query holds more than one SAMLResponse');
  return inflateRawSync(Buffer.from(sent, 'base64'), {
    maxOutputLength: limit,
  }).toString();
}

/** A forgetful service provider inflates whatever can be inflated. */
function inflatedOr(bytes: Buffer, policy: Policy): Buffer {
  try {
    return policy.forgets('inflated-size') ? inflateRawSync(bytes) : bytes;
  } catch {
    return bytes;
  }
}

/** @throws Refusal when the parameter is repeated, too long, or not base64 of UTF-8 text. */
function decodeParameter(parameter: unknown, policy: Policy): string {
  let value = parameter;
  if (Array.isArray(value)) {
    policy.demand('parameter-single', false, 'the form holds more than one SAMLResponse');
    value = value.at(-1);
  }
  if (typeof value !== 'string') throw new Refusal('base64', 'the SAMLResponse is not a text');
  policy.demand('message-size', value.length <= limit, 'the SAMLResponse is too long');
  policy.insist('no-base64-line-breaks', !/[\r\n]/.test(value), 'the base64 text holds line breaks');
  // RFC 2045 allows line breaks between the characters (Bindings 3.5.4).
  const compact = value.replace(/[ \t\r\n]/g, '');
  const wellMade = compact.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
  policy.demand('base64', wellMade, 'the SAMLResponse is not base64');
  if (!wellMade && value.trimStart().startsWith('<')) return value;
  const bytes = inflatedOr(Buffer.from(compact, 'base64'), policy);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    policy.demand('well-formed', false, 'the message is not UTF-8');
    return bytes.toString('utf8');
  }
}
