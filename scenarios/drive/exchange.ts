/** Turns what a visitor did into the facts of one exchange. */

import type { ExchangeFacts, StepFailure } from '../observation.ts';
import type { Journey, PageVisit, Visitor } from './driver.ts';
import type { IdpPort } from './idp-port.ts';

/** Names the file for a picture of the page, relative to the output folder, or null when none is wanted. */
export type ScreenshotPolicy = (facts: ExchangeFacts) => { path: string; relative: string } | null;

export interface ExchangeReport {
  role: ExchangeFacts['role'];
  what: string;
  /** `Date.now()` at its beginning. */
  started: number;
  journey?: Journey;
  visit?: PageVisit;
  /** A failure outside journey and visit: sign-out, hook. */
  failure?: StepFailure | null;
  token: string | null;
}

/** Collects transcript, trail, cookies and (where wanted) a screenshot. */
export async function exchangeFacts(
  visitor: Visitor,
  idp: IdpPort,
  screenshot: ScreenshotPolicy,
  report: ExchangeReport,
): Promise<ExchangeFacts> {
  const { role, what, started, journey, visit, token } = report;
  const [transcript, record] = await Promise.all([token === null ? null : idp.transcript(token), visitor.takeRecord()]);
  const facts: ExchangeFacts = {
    role,
    what,
    transcript,
    reachedIdp: journey?.reachedIdp ?? false,
    acs: journey?.acs ?? null,
    protectedPage: visit?.page ?? null,
    failure: report.failure ?? journey?.failure ?? visit?.failure ?? null,
    ...record,
    screenshot: null,
    durationMs: Date.now() - started,
  };
  const picture = screenshot(facts);
  if (picture !== null && (await visitor.screenshot(picture.path))) facts.screenshot = picture.relative;
  return facts;
}
