/** What makes an answer worthless as a proof; each doubt is a clause that continues «that proves nothing:», or null. */

import type { Case } from './case.ts';
import type { Control, Controls } from './judge-controls.ts';
import type { Observation } from './observation.ts';
import type { Outcome } from './outcome.ts';
import type { Target } from './target.ts';

/** Beyond this the SP's own clock decides cases about time, not its checks. */
const tolerableClockOffsetSeconds = 30;

/** A refusal of a message whose honest twin is refused as well says nothing about the deviation. */
export function twinDoubt(name: string, observation: Observation | null, controls: Controls): string | null {
  const rounds = controls.records.filter((record) => record.name === name);
  const twin = (observation && rounds.findLast((record) => record.at <= observation.startedAt)) ?? rounds[0];
  if (!twin) return `its honest twin (control ${name}) was not run`;
  return twin.outcome === 'signed-in' ? null : refusedTwin(twin);
}

function refusedTwin(twin: Control): string {
  return `its honest twin (control ${twin.name}) was not accepted as the right person either; the service provider ${twin.reason}${placement(twin)}`;
}

/** Where only another placement of the signature was refused, that may be the SP's policy: the profile can say so. */
function placement({ shape }: Control): string {
  return shape.signing === undefined ? '' : '; where that is meant, say idp.signing in the profile';
}

const replays = new Set(['replaySameBrowser', 'replayOtherBrowser', 'answerAgain', 'signInTwice']);

/** A replay of something that was never accepted is no replay. */
export function preparationDoubt(one: Case, observation: Observation): string | null {
  if (!replays.has(one.procedure?.kind ?? '')) return null;
  const preparation = observation.exchanges.find((exchange) => exchange.role === 'preparation');
  if (preparation?.protectedPage?.signedIn) return null;
  return 'the honest sign-in that comes before was not accepted';
}

export function calibrationDoubt(one: Case, outcome: Outcome, problem: string | null, target: Target): string | null {
  const couldOpenAsAnother =
    one.impact === 'impersonation' ||
    one.impact === 'takeover' ||
    one.identity !== undefined ||
    outcome === 'signed-in-as-other';
  if (problem === null || !couldOpenAsAnother) return null;
  const advice = target.protectedPage.identity
    ? 'point protectedPage.identity at the place that names the person'
    : 'add protectedPage.identity, the place that names the person';
  return `who is signed in cannot be told, because ${problem}; ${advice}`;
}

const timeDefects = new Set([
  'conditions-expired',
  'conditions-not-yet-valid',
  'confirmation-expired',
  'issue-instant-future',
  'authn-instant-old',
  'session-expired',
]);

export function clockDoubt(one: Case, outcome: Outcome, offset: number | null): string | null {
  if (outcome === 'signed-in-as-other') return null;
  const aboutTime =
    one.defects?.some((defect) => timeDefects.has(defect)) || /^(base|cond|subj)\.(time|noa)\./.test(one.catalogueId);
  if (!aboutTime || offset === null || Math.abs(offset) <= tolerableClockOffsetSeconds) return null;
  const direction = offset > 0 ? 'ahead' : 'behind';
  return `the service provider’s clock is ${Math.abs(offset)} s ${direction}, more than ${tolerableClockOffsetSeconds} s; set it right first`;
}

/**
 * A service provider that also refuses the next honest sign-in was down, not careful. Breaking under an acceptable message stays
 * a miss: whatever broke it, it was not accepted.
 */
export function aftermathDoubt(
  one: Case,
  control: string,
  outcome: Outcome,
  observation: Observation,
  controls: Controls,
): string | null {
  // That honest sign-ins fail afterwards is what such a case is about; one worked right before.
  if (one.procedure?.kind === 'afterHostile') return null;
  if (outcome !== 'refused' && !(outcome === 'broken' && one.expect === 'reject')) return null;
  const gone = 'it answered no honest sign-in afterwards; it may have been down, or the message took it down';
  if (observation.recovered === false) return gone;
  const names = ['subject', control];
  const next = controls.records.find((record) => record.at > observation.startedAt && names.includes(record.name));
  return next && next.outcome !== 'signed-in'
    ? `the next honest sign-in failed too; the service provider ${next.reason}`
    : null;
}

/** Nobody saw whether the service provider followed the address that its message carried. */
export function canaryDoubt(url: string): string {
  return `the message carries an address of your own (${url}), and samlproof cannot see who goes there; look into that server's log, or leave out --canary-url where the service provider reaches this machine`;
}
