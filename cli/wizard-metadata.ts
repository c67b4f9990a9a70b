/** Reads the metadata that `init` is pointed at: from a file or a URL, refused in words when it cannot serve. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { postEndpoints, readSpMetadata, SpMetadataError } from '../idp/protocol/sp-metadata.ts';
import { certificateProblem } from '../idp/web/admin/basic-rules.ts';
import type { DraftFacts } from '../scenarios/draft.ts';
import { explained, networkOf } from '../scenarios/drive/http-network.ts';
import { downloadMetadata } from '../scenarios/metadata-download.ts';
import { Refusal, webAddress } from './wizard-checks.ts';

export interface Source {
  xml: string;
  /** As it will stand in the profile: a URL, or a path relative to the profile. */
  metadata: string;
}

/**
 * @param ca files of further certificate authorities
 * @throws Refusal when there is nothing at that place
 */
export async function openMetadata(from: string, output: string, ca: string[] = []): Promise<Source> {
  if (/^https?:/i.test(from)) return { xml: await download(webAddress(from), ca), metadata: from };
  const relative = path.relative(path.dirname(path.resolve(output)), path.resolve(from));
  const written = relative.split(path.sep).join('/');
  return { xml: await readText(from), metadata: written.startsWith('.') ? written : `./${written}` };
}

async function download(url: string, ca: string[]): Promise<string> {
  const network = await networkOf(process.env, ca);
  const none = (why: string, options?: ErrorOptions): Refusal =>
    new Refusal(`No metadata at ${url}: ${why}. Save it to a file and give that, or mend the URL.`, options);
  const answer = await downloadMetadata(url, network).catch((cause: Error) => {
    throw none(cause.message, { cause });
  });
  if ('xml' in answer) return answer.xml;
  throw none(explained(network, url, `the server answered ${answer.status}`));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Refusal(`No metadata at ${file}: ${missing ? 'there is no such file' : (cause as Error).message}.`, {
      cause,
    });
  }
}

/**
 * What the metadata says about the SP, or why a choice among several has to be made first.
 * @param entityId which one, where there are several
 * @throws Refusal when the metadata cannot serve: not metadata, no SP, no ACS, a certificate expired at `now` or broken
 */
export function spIn(
  xml: string,
  now: Date,
  entityId?: string,
): { sp: NonNullable<DraftFacts['sp']> } | { several: string } {
  let sp;
  try {
    sp = readSpMetadata(xml, entityId);
  } catch (error) {
    if (!(error instanceof SpMetadataError)) throw error;
    if (error.code === 'several-sps' && entityId === undefined) return { several: error.message };
    throw new Refusal(error.message, { cause: error });
  }
  const problem = certificateProblem([...sp.signingCertificates, ...sp.encryptionCertificates], now);
  if (problem !== undefined) throw new Refusal(problem);
  return { sp: { ...sp, acsUrls: postEndpoints(sp).map(webAddress) } };
}
