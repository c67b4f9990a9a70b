/** Writes one person's names over another's in a cookie's value, through the layers in which names stand in the clear. */

/** What one person was called, and what the other one was called in the same place. */
export interface Renaming {
  from: string;
  to: string;
}

/** Shorter ones stand in anything. */
const shortest = 4;
/** Base64 in JSON in base64: nobody goes deeper. */
const layers = 3;

/** The same name in the same place, shortest names left out; the longest first, for they hold others. */
export function renamings(own: Map<string, string>, other: Map<string, string>): Renaming[] {
  const found = [...own].flatMap(([place, from]) => {
    const to = other.get(place);
    return to === undefined || to === from || from.length < shortest ? [] : [{ from, to }];
  });
  const unique = new Map(found.map((one) => [one.from, one]));
  return [...unique.values()].toSorted((a, b) => b.from.length - a.from.length);
}

/**
 * What an attacker would send instead; empty when the value names nobody in the clear. A token of three parts is tried as it is, and
 * as one that says it needs no signature (RFC 7519, 6.1).
 */
export function forgedValues(value: string, names: Renaming[]): string[] {
  const plain = unescaped(value);
  const forged = rewritten(plain, names, layers);
  if (forged === plain) return [];
  const found = [forged, unsigned(forged)].filter((one) => one !== null);
  return plain === value ? found : found.map(encodeURIComponent);
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function rewritten(text: string, names: Renaming[], depth: number): string {
  const inner = depth === 0 ? text : text.replace(/[A-Za-z0-9+/_-]{8,}={0,2}/g, (part) => recoded(part, names, depth));
  return withNames(inner, names);
}

/** Base64 of either alphabet, its bytes kept one by one; what is none stays. */
function recoded(part: string, names: Renaming[], depth: number): string {
  const url = /[_-]/.test(part);
  const bytes = Buffer.from(part, url ? 'base64url' : 'base64');
  const written = (one: Buffer): string => {
    const encoded = one.toString(url ? 'base64url' : 'base64');
    return part.endsWith('=') || part.length % 4 === 0 ? encoded : encoded.replace(/=+$/, '');
  };
  if (written(bytes) !== part) return part;
  const text = bytes.toString('latin1');
  const forged = rewritten(text, asBytes(names), depth - 1);
  return forged === text ? part : written(Buffer.from(forged, 'latin1'));
}

const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function asBytes(names: Renaming[]): Renaming[] {
  return names.map(({ from, to }) => ({ from: bytes(from), to: bytes(to) }));
}

function withNames(text: string, names: Renaming[]): string {
  const found = names.filter(({ from }) => text.includes(from));
  if (found.length === 0) return text;
  const all = new RegExp(found.map(({ from }) => from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
  const forged = text.replace(all, (name) => found.find(({ from }) => from === name)?.to ?? name);
  // PHP counts the bytes of its strings.
  return forged.replace(/\bs:\d+:"([^"]*)"/g, (_, content: string) => `s:${Buffer.byteLength(content)}:"${content}"`);
}

function unsigned(token: string): string | null {
  const [, header = '', payload = ''] = /^([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(token) ?? [];
  if (!/^\{.*"alg"/s.test(Buffer.from(header, 'base64url').toString())) return null;
  return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
}
