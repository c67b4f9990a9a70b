/** A whole browser run against the floor: as many bare three-hop flows as the run had exchanges, same workers, no screenshots. */

import { chromium } from '@playwright/test';
import { findBrowser, launchArguments } from '../../scenarios/browser-path.ts';
import { browserFloor } from './floor.ts';
import { timedRun } from './sample.ts';

const workers = 2;

export async function benchBrowser(): Promise<Record<string, number>> {
  const { elapsedMs, exchanges } = await timedRun(['--driver', 'browser', '--workers', String(workers)]);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: launchArguments() });
  const floorMs = await browserFloor(browser, exchanges, workers);
  await browser.close();
  return {
    browserRatioToFloor: elapsedMs / floorMs,
    browserRunMs: elapsedMs,
    browserExchanges: exchanges,
    browserFloorMs: floorMs,
  };
}
