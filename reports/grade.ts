/** The security grade: one letter for how far a service provider can be trusted with a response, by a printed rule. */

import { provenBy, taking } from './proof.ts';
import type { CaseResult, Impact, Result } from './result.ts';
import { count } from './words.ts';

export interface Grade {
  /** Null when the run cannot carry a grade. */
  letter: 'A' | 'B' | 'C' | 'D' | 'F' | null;
  /** One sentence: why this letter, or why none. */
  reason: string;
  rule: [letter: string, meaning: string][];
}

const rule: Grade['rule'] = [
  [
    'F',
    'proven: another person was let in, or a message that the identity provider had not signed as it stood (unsigned, signed by another key, in part only, or changed afterwards)',
  ],
  [
    'D',
    'any other failed case of impact impersonation, takeover, replay, disclosure or request-forgery, a refused honest message aside: a missing check',
  ],
  [
    'C',
    'a failed case of impact denial or hygiene, an honest message that was refused in a case of another of these impacts, or a warning of impact impersonation or takeover',
  ],
  ['B', 'any other warning, interoperability aside'],
  ['A', 'none of these, and every applicable case was judged'],
];
const missing: Impact[] = [...taking, 'replay', 'disclosure', 'request-forgery'];

/**
 * The grade of a result. Interoperability does not count, known failures do. A run that was cut short, that is a selection
 * or has open cases can only earn an F: what is proven stays proven, the rest is not known.
 */
export function gradeOf(result: Result): Grade {
  const { forgedPerson, wrongPerson, forgedSignature } = provenBy(result.cases);
  const others = forgedPerson.length + wrongPerson.length;
  if (others > 0) return { letter: 'F', reason: `Another person was let in: ${count(others, 'case')}.`, rule };
  if (forgedSignature.length > 0) {
    const forged = count(forgedSignature.length, 'message was', 'messages were');
    return { letter: 'F', reason: `${forged} let in that the identity provider had not signed.`, rule };
  }
  const scored = result.cases.filter((one) => one.impact !== 'interoperability' && one.new !== true);
  const having = (verdict: CaseResult['verdict'], of?: Impact[]): number =>
    scored.filter((one) => one.verdict === verdict && (of === undefined || of.includes(one.impact))).length;
  const doubt = whyNone(result, having('inconclusive'));
  if (doubt !== null) return { letter: null, reason: doubt, rule };
  // Whoever refuses, or breaks down under, what must be accepted has forgotten no check; the impact is that of the other way to fail.
  const unchecked = having('fail', missing) - scored.filter(refusesHonest).length;
  if (unchecked > 0)
    return { letter: 'D', reason: `${count(unchecked, 'check')} on messages or sessions failed.`, rule };
  const careless = having('fail') + having('warn', taking);
  if (careless > 0)
    return { letter: 'C', reason: `${count(careless, 'case')} of denial, hygiene or doubtful trust.`, rule };
  const warned = having('warn');
  if (warned > 0) return { letter: 'B', reason: `${count(warned, 'warning')} on security.`, rule };
  return { letter: 'A', reason: 'No security case failed or was warned about.', rule };
}

function refusesHonest({ verdict, impact, expect, outcome }: CaseResult): boolean {
  const refused = outcome === 'refused' || outcome === 'broken';
  return verdict === 'fail' && missing.includes(impact) && expect === 'accept' && refused;
}

function whyNone(result: Result, open: number): string | null {
  if (result.complete !== true) return 'No grade: the run was cut short.';
  if (open > 0) return `No grade: ${count(open, 'security case')} could not be judged.`;
  const planned = result.run.planned ?? result.cases.length;
  if (planned < result.run.catalogue.cases) {
    return `No grade: only ${planned} of the catalogue's ${result.run.catalogue.cases} cases were run.`;
  }
  if (result.cases.every((one) => one.verdict === 'not-applicable')) return 'No grade: no case applied.';
  return null;
}
