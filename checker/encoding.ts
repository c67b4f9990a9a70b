/** From what travelled to text: strict base64, bounded inflate, the encodings that XML names. */

import { inflateRawSync } from 'node:zlib';

/** A SAML message of one megabyte is an attack or a mistake. */
export const largest = 1_000_000;

/** Bytes of a strict base64 text (RFC 2045: white space anywhere, padding only at the end), or null. */
export function fromBase64(text: string): Buffer | null {
  const packed = text.replace(/[ \t\r\n]+/g, '');
  if (packed === '' || packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return null;
  return Buffer.from(packed, 'base64');
}

/** Raw DEFLATE (Bindings §3.4.4.1), bounded; null when the bytes are not deflated, `bomb` when they grow past what a message needs. */
export function inflated(bytes: Buffer): Buffer | 'bomb' | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: largest });
  } catch (error) {
    return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : null;
  }
}

/** XML text of bytes, by byte-order mark, then declaration, then UTF-8; null when the bytes are not in that encoding. */
export function xmlTextOf(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 200).toString('latin1');
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1]?.toLowerCase();
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const label = utf16 ?? declared ?? 'utf-8';
  if (!['utf-8', 'utf-16le', 'utf-16be', 'us-ascii', 'iso-8859-1'].includes(label)) return null;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
