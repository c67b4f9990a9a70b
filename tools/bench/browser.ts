/** A whole browser run against the floor: as many bare three-hop flows as the run had exchanges, same workers, no screenshots. */

import { chromium } from '@playwright/test';
import { findBrowser, launchArguments } from '../../scenarios/browser-path.ts';
import { browserFloor } from './floor.ts';
import { timedRun } from './sample.ts';

const workers = 2;
/** Before the run and again after it, so that a machine that slows down or speeds up meanwhile does so for both sides. */
const flows = 150;

export async function benchBrowser(): Promise<Record<string, number>> {
  const before = await floor();
  const { elapsedMs, exchanges } = await timedRun(['--driver', 'browser', '--workers', String(workers)]);
  const floorMs = ((before + (await floor())) / (2 * flows)) * exchanges;
  return {
    browserRatioToFloor: elapsedMs / floorMs,
    browserRunMs: elapsedMs,
    browserExchanges: exchanges,
    browserFloorMs: floorMs,
  };
}

async function floor(): Promise<number> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  try {
    return await browserFloor(browser, flows, workers);
  } finally {
    await browser.close();
  }
}
