/** From a SAMLRequest parameter to XML text: bounded base64 and inflate, deflated or not. */

import { inflateRawSync } from 'node:zlib';
import { AadstsError } from './errors.ts';

/** Longest SAMLRequest parameter that is read, characters. */
export const MAX_ENCODED = 128 * 1024;
/** Longest message after inflating, bytes. */
export const MAX_INFLATED = 1024 * 1024;

export interface Decoded {
  xml: string;
  deflated: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A «<», white space, or the first byte of a byte order mark: spares most DEFLATE data a failing decoder. */
const beginsLikeXml = (bytes: Buffer): boolean => [0x3c, 0x20, 0x09, 0x0a, 0x0d, 0xef].includes(bytes[0] ?? 0);

const startsWithTag = (text: string | undefined): text is string => text !== undefined && /^\s*</.test(text);

/** White space is skipped and padding is needed, as .NET's decoder does; the URL-safe alphabet is not base64 (SAML Bindings 3.4.4.1). */
function fromBase64(encoded: string): Buffer {
  const compact = encoded.replace(/[ \t\r\n]/g, '');
  if (/^[A-Za-z0-9+/]+={0,2}$/.test(compact) && compact.length % 4 === 0) return Buffer.from(compact, 'base64');
  const hint = /[-_]/.test(compact)
    ? ' It uses the URL-safe alphabet; SAML wants the ordinary one, URL-encoded.'
    : / /.test(encoded)
      ? ' It holds spaces: plus signs were perhaps not URL-encoded.'
      : '';
  throw new AadstsError('75005', `The SAMLRequest is not valid base64.${hint}`);
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_INFLATED });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new AadstsError('90015', `The SAMLRequest inflates to more than ${MAX_INFLATED} bytes.`, {
        cause,
        status: 413,
      });
    }
    const zlib = bytes[0] === 0x78 ? ' It seems to have a zlib header; SAML Bindings 3.4.4.1 wants raw DEFLATE.' : '';
    throw new AadstsError('75005', `The SAMLRequest is neither XML nor DEFLATE data.${zlib}`, { cause });
  }
}

/**
 * Decodes a SAMLRequest parameter. Both bindings take deflated and plain messages, as Entra seems to (reference: entra.md section 3).
 * @throws AadstsError 75005 when it cannot be read, 90015 when it is too long
 */
export function decodeMessage(encoded: string): Decoded {
  if (encoded.length > MAX_ENCODED) {
    throw new AadstsError(
      '90015',
      `The SAMLRequest is too long: ${encoded.length} characters, at most ${MAX_ENCODED} are read.`,
    );
  }
  const bytes = fromBase64(encoded);
  // DEFLATE data may begin like XML as well, but is then hardly ever valid UTF-8.
  const plain = beginsLikeXml(bytes) ? textOf(bytes) : undefined;
  if (startsWithTag(plain)) return { xml: plain, deflated: false };
  const inflated = textOf(inflate(bytes));
  if (!startsWithTag(inflated)) {
    throw new AadstsError('75005', 'The SAMLRequest holds no XML in UTF-8 after base64 and DEFLATE were undone.');
  }
  return { xml: inflated, deflated: true };
}
