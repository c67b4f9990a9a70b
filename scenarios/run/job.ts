/** What a worker process is told: a file, named by an environment variable, so that nothing secret stands in a command line. */

import { readFileSync } from 'node:fs';
import type { Settling, SignInProfile } from '../drive/driver.ts';
import type { Network } from '../drive/http-network.ts';
import type { RunItem } from './items.ts';
import type { BrowserLaunch } from './open-driver.ts';

export interface Job {
  userAgent: string;
  idp: { baseUrl: string; controlUrl: string; secret: string };
  profiles: { subject: SignInProfile; victim: SignInProfile };
  settling: Settling;
  items: RunItem[];
  out: string;
  screenshots: boolean;
  workers: number;
  browser: BrowserLaunch;
  network: Network;
  /** Pictures, fonts and media are loaded (people watch). */
  loadEverything: boolean;
  traceDir: string | null;
  /** Playwright's own scratch folder. */
  scratch: string;
  /** How long one item may take altogether, milliseconds. */
  itemTimeoutMs: number;
}

export const jobVariable = 'SAMLPROOF_JOB';

/** @throws Error when the process was not started by a run */
export function readJob(): Job {
  const file = process.env[jobVariable];
  if (file === undefined)
    throw new Error(`${jobVariable} is not set: this configuration is started by samlproof run only`);
  return JSON.parse(readFileSync(file, 'utf8')) as Job;
}
