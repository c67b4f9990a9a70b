/** Reads SP metadata for `init` and writes the drafted profile, never over an existing one unless told. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { postEndpoints, readSpMetadata } from '../idp/protocol/sp-metadata.ts';
import { draftProfile, type DraftFacts } from '../scenarios/draft.ts';
import { UsageError } from './exit.ts';

export interface WriteOptions {
  from?: string;
  output: string;
  name?: string;
  startUrl?: string;
  protectedUrl?: string;
  force?: boolean;
}

/** @throws UsageError when the metadata cannot be had or the file exists */
export async function writeProfile(options: WriteOptions): Promise<void> {
  const { name, startUrl, protectedUrl } = options;
  const facts: DraftFacts = {
    ...(name === undefined ? {} : { name }),
    ...(startUrl === undefined ? {} : { startUrl }),
    ...(protectedUrl === undefined ? {} : { protectedUrl }),
    ...(options.from === undefined ? {} : await metadataFacts(options.from, options.output)),
  };
  try {
    await writeFile(options.output, draftProfile(facts), { flag: options.force ? 'w' : 'wx' });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const reason = exists
      ? 'exists already; give another name with -o, or --force'
      : `cannot be written: ${String(cause)}`;
    throw new UsageError(`${options.output} ${reason}`, { cause });
  }
}

async function metadataFacts(from: string, output: string): Promise<Pick<DraftFacts, 'metadata' | 'sp'>> {
  const isUrl = /^https?:\/\//i.test(from);
  const xml = isUrl ? await fetchText(from) : await readText(from);
  const sp = readSpMetadata(xml);
  const relative = path.relative(path.dirname(path.resolve(output)), path.resolve(from));
  return {
    metadata: isUrl ? from : relative.startsWith('.') ? relative : `./${relative}`,
    sp: { ...sp, acsUrls: postEndpoints(sp) },
  };
}

async function fetchText(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return await answer.text();
  } catch (cause) {
    const detail =
      cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : String(cause);
    throw new UsageError(`No metadata at ${url}: ${detail}. Save it to a file and give that, or mend the URL.`, {
      cause,
    });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`No metadata at ${file}: ${(cause as Error).message}.`, { cause });
  }
}
