/** Which exchanges are photographed: every control, and whatever is not clearly fine. */

import { join } from 'node:path';
import type { ScreenshotPolicy } from '../drive/exchange.ts';
import type { ExchangeFacts } from '../observation.ts';
import type { RunItem } from './items.ts';

/** @param out output folder; pictures go to `screenshots/` in it */
export function screenshotPolicy(item: Pick<RunItem, 'key' | 'expect'>, out: string): ScreenshotPolicy {
  let count = 0;
  return (facts) => {
    if (facts.role !== 'judged' || clearlyFine(item.expect, facts)) return null;
    count += 1;
    const name = item.key.replace(/[^A-Za-z0-9@._-]+/g, '_');
    const relative = `screenshots/${name}${count === 1 ? '' : `-${count}`}.png`;
    return { path: join(out, relative), relative };
  };
}

/** The judge alone decides; this only saves pictures that nobody would look at. */
function clearlyFine(expect: RunItem['expect'], { failure, protectedPage: page }: ExchangeFacts): boolean {
  if (expect === 'inspect') return failure === null;
  if (failure !== null || page === null) return false;
  if (expect === 'accept') return page.signedIn && page.identity !== null;
  if (expect === 'reject') return !page.signedIn && (page.signedOut === true || page.onInertPage || page.waitedFully);
  return false;
}
