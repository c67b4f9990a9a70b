/** Watches the protected page in a browser until it has said who is signed in, or that nobody is. */

import type { ProtectedPageFacts } from '../observation.ts';
import type { DocumentView } from './browser-page.ts';
import type { WalkContext } from './browser-walk.ts';
import type { PageVisit } from './driver.ts';
import { factsOf, selectorsOfProfile, type DecidedFacts } from './protected-page.ts';
import { sameOrigin } from './site.ts';

const pollMs = 40;

/** Polls until signed in with a steady identity, signed out, on the inert page, unable to change, or out of time. */
export async function watchProtectedPage(
  context: WalkContext,
  view: (selectors: string[]) => Promise<DocumentView>,
): Promise<PageVisit> {
  const { profile, settling, tracker } = context;
  const started = Date.now();
  const deadline = started + Math.min(settling.protectedPageMs, profile.limits.stepSeconds * 1000);
  let facts: DecidedFacts | null = null;
  let firstIdentityAt = 0;
  let changedAt = 0;
  for (;;) {
    const now = Date.now();
    const timeOver = now >= deadline;
    const looked = await look(context, view);
    if (looked !== null) {
      if (looked.facts.identity !== (facts?.identity ?? null)) {
        changedAt = now;
        if (firstIdentityAt === 0) firstIdentityAt = now;
      }
      facts = looked.facts;
      const named = facts.signedIn && (profile.protectedPage.identity === undefined || facts.identity !== null);
      const steady = now - changedAt >= settling.identityMs;
      const final = looked.inert || facts.onInertPage || facts.signedOut === true || (named && steady);
      if (final || timeOver) {
        const page: ProtectedPageFacts = {
          ...facts,
          settledMs: (named ? Math.max(changedAt, started) : Date.now()) - started,
          waitedFully: timeOver || looked.inert,
        };
        return { page, failure: null, identityChangedMs: firstIdentityAt === 0 ? 0 : changedAt - firstIdentityAt };
      }
    } else if (timeOver || (tracker.failed() !== null && (await tracker.atRest(pollMs, deadline)))) {
      const failed = tracker.failed();
      const message = failed?.message ?? 'no answer within the time limit';
      const url = failed?.url ?? profile.protectedPage.url;
      return { page: null, failure: { step: 'protected-page', message, url }, identityChangedMs: 0 };
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Null while a navigation is under way. */
async function look(
  { profile, tracker, idpUrl }: WalkContext,
  view: (selectors: string[]) => Promise<DocumentView>,
): Promise<{ facts: DecidedFacts; inert: boolean } | null> {
  const document = tracker.document();
  const navigations = tracker.navigations();
  if (document === null || tracker.failed() !== null || !(await tracker.atRest(0, Date.now() + pollMs))) return null;
  try {
    const seen = await view(selectorsOfProfile(profile));
    // A JSON document's text is its body; reading the answer itself again would cost another round trip.
    const isJson = /json/i.test(document.headers()['content-type'] ?? '');
    const raw = isJson ? seen.text : '';
    if (navigations !== tracker.navigations() || document !== tracker.document()) return null;
    const status = document.status();
    const onInertPage = sameOrigin(seen.url, idpUrl) && status === 403;
    return { facts: factsOf(profile, { ...seen, status, raw }, { onInertPage }), inert: seen.inert };
  } catch {
    return null;
  }
}
