/** Learns from the honest sign-ins how long the SP takes, so that refusals need not be waited for longer than that. */

import type { Journey, PageVisit, Settling } from '../drive/driver.ts';

/** What an honest sign-in took. */
export interface Visited {
  visit: PageVisit;
  journey: Journey;
}

/**
 * Three times what the slowest honest sign-in took and half a second, never longer than a step may take.
 * An SP whose page after the ACS never went on by itself, or that writes the name once, is not waited for there.
 * @param stepSeconds `limits.stepSeconds` of the profile
 */
export function learnSettling(controls: Visited[], stepSeconds: number): Settling {
  const settled = longest(controls.map(({ visit }) => visit.page?.settledMs ?? 0));
  const landing = longest(controls.map(({ journey }) => journey.landingMs));
  const identity = longest(controls.map(({ visit }) => visit.identityChangedMs));
  const bounded = (ms: number): number => Math.min(ms, stepSeconds * 1000);
  return {
    protectedPageMs: bounded(3 * settled + 500),
    landingMs: landing === 0 ? 0 : bounded(3 * landing + 200),
    identityMs: identity === 0 ? 0 : bounded(2 * identity + 100),
    landingCounts: landing === 0 && identity === 0,
    plainAnswer: identity === 0 && controls.every(({ visit }) => visit.plainAnswer === 'alike') ? 'alike' : 'different',
  };
}

function longest(times: number[]): number {
  return Math.max(0, ...times);
}
