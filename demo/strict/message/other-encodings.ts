/** What a parser reads that knows more encodings than the filter in front of it: UTF-16 by its first bytes, UTF-7 by its name. */

/** The text of a base64 parameter in such an encoding; undefined where it is in none. */
export function otherwiseEncoded(parameter: unknown): string | undefined {
  if (typeof parameter !== 'string') return undefined;
  const bytes = Buffer.from(parameter, 'base64');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  const text = bytes.toString('latin1');
  return /^<\?xml[^>]*encoding="UTF-7"/.test(text) ? fromUtf7(text) : undefined;
}

/** RFC 2152: what stands between plus and minus is UTF-16 in base64. */
function fromUtf7(text: string): string {
  return text.replaceAll(/\+([A-Za-z0-9+/]*)-/g, (_piece, base64: string) => {
    const units = Buffer.from(base64, 'base64');
    return units
      .subarray(0, units.length - (units.length % 2))
      .swap16()
      .toString('utf16le');
  });
}
