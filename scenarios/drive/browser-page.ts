/** A person's steps in a real page, and a view of the page as it stands. */

import type { Locator, Page } from '@playwright/test';
import type { Locate, Step } from './driver.ts';
import type { PageView } from './probe.ts';

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

/** What the document shows now. `inert`: it has no script and no refresh, so it will not change by itself. */
export type DocumentView = Pick<PageView, 'url' | 'text' | 'selected'> & { inert: boolean };

/** Throws when the page navigates meanwhile; look again then. */
export async function viewDocument(page: Page, selectors: string[]): Promise<DocumentView> {
  return await page.evaluate((asked) => {
    const body = document.body?.cloneNode(true) as HTMLElement | null | undefined;
    body?.querySelectorAll('script, style, noscript, template').forEach((one) => one.remove());
    return {
      url: location.href,
      text: body?.textContent ?? '',
      selected: Object.fromEntries(asked.map((one) => [one, document.querySelector(one)?.textContent ?? null])),
      inert:
        document.readyState !== 'loading' &&
        document.querySelector('script, iframe, frame, meta[http-equiv="refresh" i], [onload]') === null,
    };
  }, selectors);
}

/** Whether the page, once parsed, still means to go on by itself: a refresh or a script. */
export async function isInert(page: Page): Promise<boolean> {
  try {
    return (await viewDocument(page, [])).inert;
  } catch {
    return false;
  }
}
