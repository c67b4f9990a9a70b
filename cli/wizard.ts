/** From flags and answers to what a profile is drafted from; asks nothing itself, so that tests need no terminal. */

import type { DraftFacts } from '../scenarios/draft.ts';
import { UsageError } from './exit.ts';
import { Refusal } from './wizard-checks.ts';
import { questions, type Answers, type Known, type Question } from './wizard-questions.ts';

/** Puts a question and gives the answer as typed; an empty one stands for the fallback. */
export type Ask = (text: string, fallback: string) => Promise<string>;

export interface WizardOptions {
  /** Path of the profile to come. */
  output: string;
  /** What certificates are held against. */
  now: Date;
  /** Files of further certificate authorities, for fetching metadata. */
  ca?: string[];
  /** Absent: nobody is asked, what no flag says stays open. */
  ask?: Ask;
  /** Shows why an answer was not taken; it is asked again. */
  say?: (reason: string) => void;
}

/**
 * Goes through the questions in their order.
 * @throws UsageError for a flag that cannot be taken, or an answer without which there is no profile
 */
export async function settle(flags: Answers, options: WizardOptions): Promise<DraftFacts> {
  const { output, now, ca = [], ask, say = () => {} } = options;
  let known: Known = { output, now, ca };
  for (const question of questions) {
    if (question.applies?.(known) === false) continue;
    const flag = flags[question.key];
    if (flag !== undefined) known = { ...known, ...(await fromFlag(question, flag, known)) };
    else if (question.asked?.(known) === false) continue;
    else if (ask !== undefined) known = { ...known, ...(await fromPerson(question, known, ask, say)) };
    else {
      const reason = question.lacking?.(known);
      if (reason !== undefined) throw new UsageError(reason);
    }
  }
  return known;
}

async function fromFlag(question: Question, flag: string, known: Known): Promise<Partial<Known>> {
  try {
    if (flag.trim() === '') throw new Refusal('is empty; give a value, or leave the flag out.');
    return await question.take(flag.trim(), known);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    throw new UsageError(`${question.flag}: ${cause.message}`, { cause });
  }
}

async function fromPerson(
  question: Question,
  known: Known,
  ask: Ask,
  say: (reason: string) => void,
): Promise<Partial<Known>> {
  const fallback = question.fallback(known);
  for (;;) {
    const answer = (await ask(question.text(known), fallback)).trim() || fallback;
    if (answer === '' && question.lacking?.(known) === undefined) return {};
    try {
      return await question.take(answer, known);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say(error.message);
    }
  }
}
