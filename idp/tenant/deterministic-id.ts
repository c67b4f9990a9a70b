/** GUIDs that follow from a name, so that the same profile gives the same object ids on every machine. */

import { createHash } from 'node:crypto';

/** A lower-case GUID from a hash of the name, marked as version 8 (RFC 9562 section 5.8: custom contents). */
export function guidFrom(name: string): string {
  const bytes = createHash('sha256').update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
