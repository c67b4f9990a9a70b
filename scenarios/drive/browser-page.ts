/** A person's steps in a real page, and a view of the page as it stands. */

import type { Locator, Page } from '@playwright/test';
import type { Devtools } from './browser-devtools.ts';
import type { Locate, Step } from './driver.ts';
import type { PageView } from './probe.ts';
import { restless } from './protected-page.ts';

/** Does a step as a person would; throws when it cannot be done within the time (milliseconds). */
export async function performStep(page: Page, step: Step, timeout: number): Promise<void> {
  if (step.fill !== undefined) await locate(page, step.fill).fill(step.fill.value, { timeout });
  if (step.click !== undefined) await locate(page, step.click).click({ timeout, noWaitAfter: true });
}

function locate(page: Page, where: Locate): Locator {
  if (where.role !== undefined) {
    const role = where.role as Parameters<Page['getByRole']>[0];
    return page.getByRole(role, where.name === undefined ? {} : { name: where.name }).first();
  }
  if (where.label !== undefined) return page.getByLabel(where.label).first();
  if (where.testId !== undefined) return page.getByTestId(where.testId).first();
  if (where.text !== undefined) return page.getByText(where.text).first();
  return page.locator(`css=${where.selector ?? ''}`).first();
}

/** What the document shows now. `inert`: it has no script and no refresh, so it will not change by itself. `stores`: it keeps something in the browser. */
export type DocumentView = Pick<PageView, 'url' | 'text' | 'selected' | 'pieces'> & { inert: boolean; stores: boolean };

/** Throws when the page navigates meanwhile, or asks in vain for 10 seconds; look again then. */
export async function viewDocument(devtools: Devtools, selectors: string[]): Promise<DocumentView> {
  return await evaluate<DocumentView>(
    devtools,
    `(${viewInPage.toString()})(${JSON.stringify(selectors)}, ${JSON.stringify(restless)})`,
  );
}

/** Whether the page, once parsed, still means to go on by itself: a refresh or a script. */
export async function isInert(devtools: Devtools): Promise<boolean> {
  try {
    return (await viewDocument(devtools, [])).inert;
  } catch {
    return false;
  }
}

/** The document as HTML, its first 20,000 characters; empty when there is none to be had. */
export async function documentSource(devtools: Devtools): Promise<string> {
  return await evaluate<string>(devtools, `(${sourceInPage.toString()})()`).catch(() => '');
}

/** Longer than a busy page stays silent; one that never answers again must not stop the run. */
const evaluationMs = 10_000;

/**
 * Asks the browser itself. Playwright's own evaluation brings its selector engine along, 345 kB of script into every new
 * document: that was a quarter of a sign-in (measured).
 */
async function evaluate<T>(devtools: Devtools, expression: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the page does not answer')), evaluationMs);
  });
  const asked = devtools.send('Runtime.evaluate', { expression, returnByValue: true });
  try {
    const { result, exceptionDetails } = await Promise.race([asked, silence]);
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'it threw');
    return result.value as T;
  } finally {
    clearTimeout(timer);
    asked.catch(() => undefined);
  }
}

function viewInPage(asked: string[], movers: string): DocumentView {
  let stored = 0;
  try {
    stored = localStorage.length + sessionStorage.length;
  } catch {
    // A sandboxed document has no storage.
  }
  const body = document.body?.cloneNode(true) as HTMLElement | null | undefined;
  body?.querySelectorAll('script, style, noscript, template').forEach((one) => one.remove());
  const pieces = asked.map((selector): [string, string[]] => {
    const found = document.querySelector(selector);
    const walker = found && document.createTreeWalker(found, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker?.nextNode()) texts.push((walker.currentNode.textContent ?? '').trim());
    return [selector, texts.filter((text) => text !== '')];
  });
  return {
    url: location.href,
    text: body?.textContent ?? '',
    selected: Object.fromEntries(asked.map((one) => [one, document.querySelector(one)?.textContent ?? null])),
    pieces: Object.fromEntries(pieces),
    stores: stored > 0,
    inert: document.readyState !== 'loading' && document.querySelector(movers) === null,
  };
}

function sourceInPage(): string {
  const doctype = document.doctype === null ? '' : new XMLSerializer().serializeToString(document.doctype);
  return (doctype + (document.documentElement?.outerHTML ?? '')).slice(0, 20_000);
}
