/** Opens a rendered report in a real browser, from disk, and watches what it tries to do. */

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateSync, crc32 } from 'node:zlib';
import { test as base, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { renderHtml } from '../../../reports/html/render.ts';
import type { Result } from '../../../reports/result.ts';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';
import { violationsOn } from '../../axe.ts';

export interface OpenedReport {
  page: Page;
  /** Requests beyond the file itself, dialogs, script errors and violations of the content security policy. */
  incidents: string[];
  html: string;
}

interface Fixtures {
  /** Opens a page as it stands. */
  openHtml: (html: string, options?: BrowserContextOptions, hash?: string) => Promise<OpenedReport>;
  /** Renders and opens a result; `hash` is what follows the # of the address. */
  open: (result: Result, options?: BrowserContextOptions, hash?: string) => Promise<OpenedReport>;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A grey PNG of 32 by 20 pixels. */
export function png(): Buffer {
  const header = Buffer.from([0, 0, 0, 32, 0, 0, 0, 20, 8, 0, 0, 0, 0]);
  const rows = Buffer.alloc(20 * 33, 0xd0).map((value, index) => (index % 33 === 0 ? 0 : value));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export const test = base.extend<Fixtures, { chromiumShell: Browser }>({
  chromiumShell: [
    async ({ playwright }, use) => {
      const start = { executablePath: await findBrowser(), args: launchArguments() };
      const browser = await playwright.chromium.launch(start);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  openHtml: async ({ chromiumShell }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async (html, options = {}, hash = '') => {
      const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-page-'));
      const file = path.join(folder, 'report.html');
      await writeFile(file, html);
      const context = await chromiumShell.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      const incidents: string[] = [];
      const address = pathToFileURL(file).href;
      page.on('request', (request) => {
        if (request.url().split('#')[0] !== address && !request.url().startsWith('data:'))
          incidents.push(request.url());
      });
      page.on('dialog', (dialog) => {
        incidents.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('pageerror', (error) => incidents.push(`error ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') incidents.push(`console ${message.text()}`);
      });
      await page.goto(address + hash);
      return { page, incidents, html };
    });
    for (const context of contexts) await context.close();
  },
  open: async ({ openHtml }, use) => {
    await use(async (result, options = {}, hash = '') => {
      const folder = await mkdtemp(path.join(tmpdir(), 'samlproof-images-'));
      await writeFile(path.join(folder, 'shot.png'), png());
      return openHtml(renderHtml(result, { baseDir: folder }), options, hash);
    });
  },
});

/** Violations that axe finds, with everything unfolded. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    // Skipped contents keep the layout of their estimate, in which axe sees overlaps that no reader does.
    for (const finding of document.querySelectorAll<HTMLElement>('.finding'))
      finding.style.contentVisibility = 'visible';
  });
  return violationsOn(page);
}
