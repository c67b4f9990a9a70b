/** Cases that only an SP that runs can answer, and the checks that it may have forgotten. */

import type { Case } from '../../scenarios/case.ts';
import type { Catalogue } from '../../scenarios/catalogue.ts';
import { names } from './harness.ts';

/** Entra refuses these requests, so no sign-in is possible and only the refused request could be looked at. */
const withoutSignIn = new Set(['request-id-ncname', 'request-issuer']);
/** Questions that only https answers. */
const onHttps = new Set(['metadata-https', 'cookie-flags']);

/** A single message is tried in process (tests/unit/cases/forgetful.test.ts); here is what needs an SP that runs. */
export function needsServer(one: Case): boolean {
  return one.expect === 'inspect' || (one.procedure?.kind ?? 'signIn') !== 'signIn' || one.inspect !== undefined;
}

/** Resource cases: each is tried with what it names, not with every check that somebody may forget. */
export function bounded(one: Case): boolean {
  return one.area === 'resilience' || one.needs?.includes('resilience') === true;
}

/** The running cases, and every check that one of them names and that plain http can show. */
export function runningCases(catalogue: Catalogue): { cases: Case[]; tried: string[] } {
  const cases = catalogue.cases.filter((one) => needsServer(one) && !bounded(one));
  const named = new Set(cases.flatMap((one) => names(one.forgets)));
  return { cases, tried: [...named].filter((name) => !withoutSignIn.has(name) && !onHttps.has(name)) };
}
