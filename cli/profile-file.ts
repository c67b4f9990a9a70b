/** Writes the profile that `init` drafts: whole or not at all, and never over an existing one unless told. */

import { randomUUID } from 'node:crypto';
import { access, constants, copyFile, link, rename, rm, writeFile } from 'node:fs/promises';
import { draftProfile, type DraftFacts } from '../scenarios/draft.ts';
import { dotted, parseProfile, schemaMistakes } from '../scenarios/target-mistakes.ts';
import { UsageError } from './exit.ts';
import type { Answers } from './wizard-questions.ts';
import { settle, type WizardOptions } from './wizard.ts';

export interface WriteOptions extends Answers {
  output: string;
  force?: boolean;
  /** Files of further certificate authorities, for fetching metadata. */
  ca?: string[];
}

/**
 * @param terminal who is asked for what no flag says; absent: nobody
 * @throws UsageError when a flag cannot be taken, the metadata cannot be had or the file exists
 */
export async function writeProfile(
  options: WriteOptions,
  terminal: Pick<WizardOptions, 'ask' | 'say'> = {},
): Promise<void> {
  const { output, force = false, ca = [], ...flags } = options;
  // Before the first question: nobody should answer twelve of them for nothing.
  if (terminal.ask !== undefined && !force && (await isThere(output))) throw taken(output);
  const facts = await settle(flags, { output, now: new Date(), ca, ...terminal });
  await place(output, checked(facts), force);
}

const taken = (output: string, cause?: unknown): UsageError =>
  new UsageError(`${output} exists already; give another name with -o, or --force`, { cause });

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}

/** The right to test is a person's to state: it may be missing, and loading the profile then asks for it. */
function checked(facts: DraftFacts): string {
  const text = draftProfile(facts);
  const { data, mistakes } = parseProfile(text);
  const wrong = [
    ...mistakes,
    ...schemaMistakes(data)
      .map(({ path, message }) => ({ path: dotted(path), message }))
      .filter(({ path }) => path !== 'authorization'),
  ];
  if (wrong.length === 0) return text;
  throw new UsageError(
    `These answers make no profile that loads: ${wrong.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
  );
}

async function place(output: string, text: string, force: boolean): Promise<void> {
  const draft = `${output}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    if (force) await rename(draft, output);
    else await placeNew(draft, output);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw taken(output, cause);
    throw new UsageError(`${output} cannot be written: ${(cause as Error).message}`, { cause });
  } finally {
    await rm(draft, { force: true });
  }
}

/** A link appears whole and never replaces; where the file system knows none, the copy at least never replaces. */
async function placeNew(draft: string, output: string): Promise<void> {
  try {
    await link(draft, output);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw cause;
    await copyFile(draft, output, constants.COPYFILE_EXCL);
  }
}
