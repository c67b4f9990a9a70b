/** An answer's bytes as text: unpacked, and in the character set that the answer or its page names. */

import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Unpacked, bytes; a page is no bomb. */
const unpackedLimit = 4_000_000;

/** We ask for no coding, but some servers pack whatever they send. What cannot be unpacked stays as it came. */
export function decompressed(body: Buffer, coding: string | null): Buffer {
  const bounded = { maxOutputLength: unpackedLimit };
  const unpackers: Record<string, () => Buffer> = {
    gzip: () => gunzipSync(body, bounded),
    'x-gzip': () => gunzipSync(body, bounded),
    br: () => brotliDecompressSync(body, bounded),
    // RFC 9110, section 8.4.1.2: zlib format, though some send the bare stream.
    deflate: () => ((body[0] ?? 0) % 16 === 8 ? inflateSync(body, bounded) : inflateRawSync(body, bounded)),
  };
  try {
    return unpackers[coding?.trim().toLowerCase() ?? '']?.() ?? body;
  } catch {
    return body;
  }
}

/** The header's charset wins over the page's own (HTML, section 13.2.3.2); UTF-8 where neither is known. */
export function textOf(body: Buffer, contentType: string): string {
  const inHeader = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];
  const inPage = /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(body.subarray(0, 1024).toString('latin1'))?.[1];
  try {
    return new TextDecoder(inHeader ?? inPage ?? 'utf-8').decode(body);
  } catch {
    return body.toString('utf8');
  }
}

/** Header bytes arrive as Latin-1; browsers read those of a Location as UTF-8. */
export function utf8(header: string | null): string | null {
  return header === null ? null : Buffer.from(header, 'latin1').toString('utf8');
}
