/** The protected page's facts from a view of it: the same decision for both drivers. */

import type { ProtectedPageFacts } from '../observation.ts';
import type { PageProbe, SignInProfile } from './driver.ts';
import { holds, probeText, probeValues, selectorsOf, type PageView } from './probe.ts';

export type DecidedFacts = Omit<ProtectedPageFacts, 'settledMs' | 'waitedFully'>;

/** The IdP's answers to a browser whose exchange is over: the inert page, or one without content. */
export function saysOver(status: number | null): boolean {
  return status === 403 || status === 204;
}

/** CSS selector of what lets a page change by itself: script, frames, a refresh. */
export const restless = 'script, iframe, frame, meta[http-equiv="refresh" i], [onload]';

/** The CSS selectors that the profile's conditions and probes ask for. */
export function selectorsOfProfile({ protectedPage }: SignInProfile): string[] {
  return selectorsOf(protectedPage.signedIn, protectedPage.signedOut, protectedPage.identity, protectedPage.attributes);
}

/** Decides signed in, signed out and the identity; on the inert page neither condition is asked, it is the IdP's own. */
export function factsOf(
  profile: SignInProfile,
  view: PageView,
  { onInertPage }: { onInertPage: boolean },
): DecidedFacts {
  const { signedIn, signedOut, identity, attributes, openToAll } = profile.protectedPage;
  const shown = onInertPage || identity === undefined ? null : probeText(identity, view);
  const extra = onInertPage || attributes === undefined ? undefined : probeValues(attributes, view);
  return {
    finalUrl: view.url,
    status: view.status,
    signedIn: !onInertPage && holds(signedIn, view) && differs(openToAll, shown),
    signedOut: onInertPage || signedOut === undefined ? null : holds(signedOut, view),
    onInertPage,
    identity: shown,
    ...(extra === undefined ? {} : { attributes: extra }),
  };
}

/** Somebody is signed in and, where the profile can tell, has a name. */
export function isNamed(facts: Pick<DecidedFacts, 'signedIn' | 'identity'>, identity: PageProbe | undefined): boolean {
  return facts.signedIn && (identity === undefined || facts.identity !== null);
}

/** An empty name where strangers see none at all is a session too: one of nobody. */
function differs(openToAll: SignInProfile['protectedPage']['openToAll'], shown: string | null): boolean {
  return openToAll === undefined || (shown !== openToAll.shows && shown !== null);
}
