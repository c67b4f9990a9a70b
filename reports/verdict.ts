/** The verdict on a whole run, in one sentence. */

import type { Result } from './result.ts';
import { worstFirst } from './order.ts';
import { count, impactWords } from './words.ts';

export interface Headline {
  tone: 'good' | 'careful' | 'bad' | 'open';
  sentence: string;
  /** What else a reader should know at once; may be empty. */
  detail: string;
}

/** What the run says about the service provider. */
export function headline(result: Result): Headline {
  const failed = worstFirst(result.cases.filter((one) => one.verdict === 'fail'));
  const others = failed.filter((one) => one.outcome === 'signed-in-as-other').length;
  const open = result.cases.filter((one) => one.verdict === 'inconclusive').length;
  const warned = result.cases.filter((one) => one.verdict === 'warn').length;
  const judged = result.cases.filter((one) => one.verdict !== 'not-applicable').length;
  const alsoOpen = open > 0 ? ` ${count(open, 'case')} could not be judged.` : '';
  const worst = failed[0];

  if (others > 0) {
    return {
      tone: 'bad',
      sentence: `Somebody can sign in as another person: ${count(others, 'case')} opened a session of the wrong user.`,
      detail: `${failed.length} of ${count(judged, 'applicable case')} failed.${alsoOpen}`,
    };
  }
  if (worst) {
    return {
      tone: 'bad',
      sentence: `${count(failed.length, 'requirement is', 'requirements are')} not met; at worst, ${impactWords[worst.impact]}.`,
      detail: `${failed.length} of ${count(judged, 'applicable case')} failed.${alsoOpen}`,
    };
  }
  if (open > 0 || judged === 0 || result.complete !== true) {
    return {
      tone: 'open',
      sentence: judged === 0 ? 'Nothing was judged.' : 'Nothing failed, but not everything could be judged.',
      detail: `${judged - open} of ${count(judged, 'applicable case')} were judged.`,
    };
  }
  if (warned > 0) {
    return {
      tone: 'careful',
      sentence: `Every requirement is met; ${count(warned, 'recommendation is', 'recommendations are')} not.`,
      detail: `All ${count(judged, 'applicable case')} were judged.`,
    };
  }
  return {
    tone: 'good',
    sentence: 'Every applicable case passed.',
    detail: `All ${count(judged, 'applicable case')} were judged.`,
  };
}
