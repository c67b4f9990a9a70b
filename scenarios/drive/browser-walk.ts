/** One page's way from the SP's start page, or from an answer's form, to the page where the browser comes to rest. */

import { stripVTControlCharacters } from 'node:util';
import type { Page } from '@playwright/test';
import type { StepFailure } from '../observation.ts';
import type { Devtools } from './browser-devtools.ts';
import { documentSource, isInert, performStep } from './browser-page.ts';
import type { PageTracker } from './browser-tracker.ts';
import type { Journey, Settling, SignInProfile } from './driver.ts';
import { sameOrigin } from './site.ts';

export interface WalkContext {
  page: Page;
  devtools: Devtools;
  tracker: PageTracker;
  profile: SignInProfile;
  settling: Settling;
  idpUrl: string;
  note: (text: string) => unknown;
}

/** A click's navigation begins a moment after the click; on a busy machine that moment is long. */
const afterClickMs = 1_500;

/** Walks the SP's own login. With `held` it ends at the IdP. */
export async function walkSignIn(context: WalkContext, held: boolean): Promise<Journey> {
  const { page, tracker, profile } = context;
  const deadline = Date.now() + profile.limits.stepSeconds * 1000;
  tracker.restart();
  const opened = await open(context, profile.signIn.startUrl, 'start', deadline);
  if (opened !== null) return journey(context, opened);
  for (const step of profile.signIn.steps) {
    if (tracker.reachedIdp()) break;
    try {
      await performStep(page, step, profile.limits.stepSeconds * 1000);
    } catch (error) {
      if (tracker.reachedIdp()) break;
      return journey(context, { step: 'steps', message: firstLine(error), url: page.url() });
    }
  }
  const reached = await reachIdp(context, Date.now() + profile.limits.stepSeconds * 1000);
  if (reached !== null) return journey(context, reached);
  if (!held) return await walkDelivery(context, 'acs');
  const rested = await tracker.atRest(0, deadline);
  return journey(context, rested ? null : unfinished('idp', page.url()));
}

/** Opens the IdP's self-posting page and follows the answer to the SP. */
export async function walkPostPage(context: WalkContext, postPageUrl: string): Promise<Journey> {
  context.tracker.restart();
  const deadline = Date.now() + context.profile.limits.stepSeconds * 1000;
  const opened = await open(context, postPageUrl, 'replay', deadline);
  return opened === null ? await walkDelivery(context, 'replay') : journey(context, opened);
}

/** Opens a URL; null when an answer came, whatever it says. A navigation that another one overtakes has come far enough. */
export async function open(
  { page, tracker }: Pick<WalkContext, 'page' | 'tracker'>,
  url: string,
  step: StepFailure['step'],
  deadline: number,
): Promise<StepFailure | null> {
  try {
    await page.goto(url, { waitUntil: 'commit', timeout: Math.max(1, deadline - Date.now()) });
    return null;
  } catch (error) {
    const overtaken = /interrupted by another navigation|ERR_ABORTED/.test(String(error));
    if (overtaken && tracker.document() !== null) return null;
    return { step, message: firstLine(error), url: tracker.failed()?.url ?? url };
  }
}

async function reachIdp(context: WalkContext, deadline: number): Promise<StepFailure | null> {
  const { page, devtools, tracker } = context;
  const failed = (): boolean => tracker.reachedIdp() || tracker.failed() !== null;
  // A page without script and refresh goes nowhere by itself: no use in waiting for it, unless a click still works.
  const quietMs = context.profile.signIn.steps.length === 0 ? 50 : afterClickMs;
  while (!failed() && Date.now() < deadline) {
    await tracker.atRest(quietMs, deadline);
    if (!failed() && (await isInert(devtools)) && !failed()) break;
    await tracker.until(failed, Math.min(deadline, Date.now() + 100));
  }
  if (tracker.reachedIdp()) return null;
  const failure = tracker.failed();
  if (failure !== null) return { step: 'start', ...failure };
  const status = tracker.document()?.status() ?? 'nothing';
  const message = `the sign-in never reached the IdP; the SP's last page answered ${status}`;
  return { step: 'start', message, url: page.url() };
}

/** From the IdP's page, which posts by itself, over the ACS to the end, and through the steps after the sign-in. */
async function walkDelivery(context: WalkContext, step: 'acs' | 'replay'): Promise<Journey> {
  const { page, tracker, profile, idpUrl } = context;
  const deadline = Date.now() + profile.limits.stepSeconds * 1000;
  const refusedByIdp = (): boolean => {
    const document = tracker.document();
    if (document === null || !sameOrigin(document.url(), idpUrl)) return false;
    return tracker.exchangeOver() || document.status() >= 400;
  };
  await tracker.until(() => tracker.delivery() !== null || refusedByIdp() || tracker.failed() !== null, deadline);
  const delivery = tracker.delivery();
  if (delivery === null) {
    const failure = tracker.failed();
    const status = tracker.document()?.status() ?? 'nothing';
    const message = failure?.message ?? `the IdP answered ${status} and posted nothing to the SP`;
    return journey(context, { step: 'idp', message, url: failure?.url ?? page.url() });
  }
  const answered = (): boolean => delivery.status !== null || delivery.failed !== null;
  if (!(await tracker.until(answered, deadline))) return journey(context, unfinished(step, delivery.url));
  if (delivery.failed !== null) return journey(context, { step, message: delivery.failed, url: delivery.url });
  const arrived = Date.now();
  const navigations = tracker.navigations();
  const landed = await land(context, deadline);
  if (!landed) return journey(context, unfinished(step, page.url()));
  const landingMs = tracker.navigations() === navigations ? 0 : tracker.lastEvent() - arrived;
  await afterSignIn(context);
  return await journey(context, failureAfterAcs(context, delivery.url), landingMs);
}

/** Waits until the SP's page stands and, where it may still go on by itself, stands still. */
async function land({ devtools, tracker, settling }: WalkContext, deadline: number): Promise<boolean> {
  if (!(await tracker.atRest(0, deadline))) return false;
  if (settling.landingMs === 0 || tracker.failed() !== null || tracker.exchangeOver()) return true;
  if (await isInert(devtools)) return true;
  return await tracker.atRest(settling.landingMs, deadline);
}

/** An SP that sends the browser to a foreign address has answered; that the address does not exist is not its failure. */
function failureAfterAcs({ tracker, idpUrl }: WalkContext, acsUrl: string): StepFailure | null {
  const failed = tracker.failed();
  if (failed === null || (!sameOrigin(failed.url, acsUrl) && !sameOrigin(failed.url, idpUrl))) return null;
  return { step: 'acs', ...failed };
}

/** A refused sign-in has no welcome page: a step that cannot be done is a note, the protected page decides. */
async function afterSignIn({ page, tracker, profile, settling, note }: WalkContext): Promise<void> {
  for (const step of profile.afterSignIn) {
    try {
      const navigations = tracker.navigations();
      await performStep(page, step, Math.min(settling.protectedPageMs, profile.limits.stepSeconds * 1000));
      if (step.click !== undefined) {
        await tracker.until(() => tracker.navigations() > navigations, Date.now() + afterClickMs);
      }
      await tracker.atRest(0, Date.now() + profile.limits.stepSeconds * 1000);
    } catch (error) {
      note(`samlproof: after-sign-in step not done at ${page.url()}: ${firstLine(error)}`);
      return;
    }
  }
}

async function journey(context: WalkContext, failure: StepFailure | null, landingMs = 0): Promise<Journey> {
  const { page, devtools, tracker } = context;
  const delivery = tracker.delivery();
  const acs =
    delivery === null || delivery.status === null
      ? null
      : {
          url: delivery.url,
          status: delivery.status,
          // Told without content that it is over, the browser still shows the page from before.
          body: tracker.exchangeOver() ? '' : await documentSource(devtools),
          finalUrl: tracker.failed()?.url ?? (tracker.exchangeOver() ? tracker.document()?.url() : null) ?? page.url(),
        };
  return { reachedIdp: tracker.reachedIdp(), acs, failure, landingMs };
}

function unfinished(step: StepFailure['step'], url: string): StepFailure {
  return { step, message: 'no answer within the time limit', url };
}

/** The first line of an error's message; Playwright's messages go on with a call log and colours. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return stripVTControlCharacters(text.split('\n')[0] ?? '').trim();
}
