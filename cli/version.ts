/** The version of this package, read once from its package.json. */

import { readFileSync } from 'node:fs';

let known: string | undefined;

/** Works from the sources and from dist/, which differ by one folder. */
export function version(): string {
  known ??= [new URL('../package.json', import.meta.url), new URL('../../package.json', import.meta.url)]
    .map(read)
    .find((found) => found !== undefined);
  return known ?? 'unknown';
}

function read(url: URL): string | undefined {
  try {
    const json = JSON.parse(readFileSync(url, 'utf8')) as { name?: string; version?: string };
    return json.name === 'samlproof' ? json.version : undefined;
  } catch {
    return undefined;
  }
}
