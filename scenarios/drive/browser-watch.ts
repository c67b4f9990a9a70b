/** Watches the protected page in a browser until it has said who is signed in, or that nobody is. */

import type { ProtectedPageFacts } from '../observation.ts';
import type { DocumentView } from './browser-page.ts';
import type { WalkContext } from './browser-walk.ts';
import type { PageVisit } from './driver.ts';
import { factsOf, isNamed, selectorsOfProfile, type DecidedFacts } from './protected-page.ts';

const pollMs = 40;

/** What the document shows at the places that these selectors name. */
export type LookAt = (selectors: string[]) => Promise<DocumentView>;

/**
 * The page that a sign-in ended on, where that is the protected page, fetched by GET, and names somebody: opening it once more
 * would ask the SP the same question. Null in every other case.
 */
export async function lookAtLanding(context: WalkContext, view: LookAt): Promise<PageVisit | null> {
  const { page, profile, tracker } = context;
  const document = tracker.document();
  const { url, identity } = profile.protectedPage;
  if (document === null || document.request().method() !== 'GET') return null;
  if (![document.url(), page.url()].every((one) => one === new URL(url).href)) return null;
  const looked = await look(context, view);
  if (looked === null || !isNamed(looked.facts, identity)) return null;
  const facts: ProtectedPageFacts = { ...looked.facts, settledMs: 0, waitedFully: looked.inert };
  return { page: facts, failure: null, identityChangedMs: 0 };
}

/** Polls until signed in with a steady identity, signed out, on the inert page, unable to change, or out of time. */
export async function watchProtectedPage(context: WalkContext, view: LookAt): Promise<PageVisit> {
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
      const named = isNamed(facts, profile.protectedPage.identity);
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
  { profile, tracker }: WalkContext,
  view: LookAt,
): Promise<{ facts: DecidedFacts; inert: boolean } | null> {
  const document = tracker.document();
  const navigations = tracker.navigations();
  if (document === null || tracker.failed() !== null || !(await tracker.atRest(0, Date.now() + pollMs))) return null;
  if (tracker.exchangeOver()) {
    const nothing = { url: document.url(), status: document.status(), text: '', selected: {}, raw: '' };
    return { facts: factsOf(profile, nothing, { onInertPage: true }), inert: true };
  }
  try {
    const seen = await view(selectorsOfProfile(profile));
    // A JSON document's text is its body; reading the answer itself again would cost another round trip.
    const isJson = /json/i.test(document.headers()['content-type'] ?? '');
    const raw = isJson ? seen.text : '';
    if (navigations !== tracker.navigations() || document !== tracker.document()) return null;
    const whole = { ...seen, status: document.status(), raw };
    return { facts: factsOf(profile, whole, { onInertPage: false }), inert: seen.inert };
  } catch {
    return null;
  }
}
