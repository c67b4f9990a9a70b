/** The SAMLResponse parameter: one form field of bounded size, base64 with nothing else in it. */

import { Refusal, type Policy } from '../policy.ts';

/** Larger messages are refused before anything is decoded, characters. */
const limit = 512 * 1024;

/** @throws Refusal when the parameter is absent, repeated, too long, or not base64 of UTF-8 text. */
export function decodeParameter(parameter: unknown, policy: Policy): string {
  let value = parameter;
  if (Array.isArray(value)) {
    policy.demand('parameter-single', false, 'the form holds more than one SAMLResponse');
    value = value.at(-1);
  }
  if (typeof value !== 'string' || value === '') throw new Refusal('base64', 'the form holds no SAMLResponse');
  if (value.length > limit) throw new Refusal('base64', 'the SAMLResponse is too long');
  policy.insist('no-base64-line-breaks', !/[\r\n]/.test(value), 'the base64 text holds line breaks');
  // RFC 2045 allows line breaks between the characters (Bindings 3.5.4).
  const compact = value.replace(/[ \t\r\n]/g, '');
  const wellMade = compact.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
  policy.demand('base64', wellMade, 'the SAMLResponse is not base64');
  if (!wellMade && value.trimStart().startsWith('<')) return value;
  const bytes = Buffer.from(compact, 'base64');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    policy.demand('well-formed', false, 'the message is not UTF-8');
    return bytes.toString('utf8');
  }
}
