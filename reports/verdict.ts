/** The verdict on a whole run, in one sentence: the strongest thing that was proven, and nothing beyond it. */

import { worstFirst } from './order.ts';
import { provenBy } from './proof.ts';
import type { CaseResult, Result } from './result.ts';
import { count } from './words.ts';

export interface Headline {
  tone: 'good' | 'careful' | 'bad' | 'open';
  sentence: string;
  /** What else a reader should know at once; may be empty. */
  detail: string;
}

function titled(cases: CaseResult[]): string {
  const worst = worstFirst(cases)[0];
  if (worst === undefined) return '';
  const title = worst.title.length > 160 ? `${worst.title.slice(0, 160)}…` : worst.title;
  return `«${title}»`;
}

/** The strongest thing that the failed cases prove. */
function proven(failed: CaseResult[]): { sentence: string; beside: string } {
  const { forgedPerson, wrongPerson, forgedSignature } = provenBy(failed);
  if (forgedPerson.length > 0) {
    return {
      sentence: `A forged identity was let in, proven by the name on the page: ${count(forgedPerson.length, 'case')}.`,
      beside: '',
    };
  }
  if (forgedSignature.length > 0) {
    return {
      sentence: `A message was let in that the identity provider had not signed as it stood: ${count(forgedSignature.length, 'case')}, the gravest ${titled(forgedSignature)}.`,
      beside: '',
    };
  }
  if (wrongPerson.length > 0) {
    return {
      sentence: `An honest message signed in the wrong person: ${count(wrongPerson.length, 'case')}.`,
      beside: '',
    };
  }
  return {
    sentence: `${count(failed.length, 'requirement is', 'requirements are')} not met; the gravest: ${titled(failed)}.`,
    beside: ' No case showed anybody signed in as somebody else.',
  };
}

function allJudged(judged: number): string {
  return judged === 1 ? 'The one applicable case was judged.' : `All ${judged} applicable cases were judged.`;
}

/** What the run says about the service provider. Cases that are new to a frozen catalogue are listed, not counted. */
export function headline(result: Result): Headline {
  const scored = result.cases.filter((one) => one.new !== true);
  const failed = scored.filter((one) => one.verdict === 'fail');
  const open = scored.filter((one) => one.verdict === 'inconclusive').length;
  const warned = scored.filter((one) => one.verdict === 'warn').length;
  const judged = scored.filter((one) => one.verdict !== 'not-applicable').length;
  const alsoOpen = open > 0 ? ` ${count(open, 'case')} could not be judged.` : '';

  if (failed.length > 0) {
    const { sentence, beside } = proven(failed);
    return {
      tone: 'bad',
      sentence,
      detail: `${failed.length} of ${count(judged, 'applicable case')} failed.${alsoOpen}${beside}`,
    };
  }
  if (open > 0 || judged === 0 || result.complete !== true) {
    return {
      tone: 'open',
      sentence:
        judged === 0
          ? 'Nothing was judged.'
          : `${judged === open ? 'Nothing' : 'Nothing failed, but not everything'} could be judged.`,
      detail: `${judged - open} of ${count(judged, 'applicable case')} ${judged - open === 1 ? 'was' : 'were'} judged.`,
    };
  }
  if (warned > 0) {
    return {
      tone: 'careful',
      sentence: `Every requirement is met; ${count(warned, 'recommendation is', 'recommendations are')} not.`,
      detail: allJudged(judged),
    };
  }
  return {
    tone: 'good',
    sentence: 'Every applicable case passed.',
    detail: allJudged(judged),
  };
}
