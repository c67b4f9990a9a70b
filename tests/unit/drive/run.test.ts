/** Runs against a sample SP: both engines, early ends, shards. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runConformance, type RunOptions, type RunOutcome } from '../../../scenarios/run/index.ts';
import { sampleRun, type SampleRun } from './sample-run.ts';

const few = [
  'accept/sig-assertion-only',
  'signature/unsigned',
  'conditions/time-expired',
  'correlation/replay-same-post',
];

async function run(made: SampleRun, more: Partial<RunOptions> = {}): Promise<RunOutcome> {
  const { target, host, out, catalogue } = made;
  const cases = catalogue.cases.filter((one) => few.includes(one.id));
  return await runConformance({ target, host, out, cases, driver: 'http', version: '0', ...more });
}

/** What both drivers must agree on. */
const gist = (outcome: RunOutcome): object =>
  Object.fromEntries(
    [...outcome.observations].map(([id, one]) => [
      id,
      one.exchanges.map(({ role, acs, failure, protectedPage }) => ({
        role,
        failure,
        status: acs?.status,
        page: protectedPage && [protectedPage.signedIn, protectedPage.signedOut, protectedPage.identity],
      })),
    ]),
  );

test('both engines observe the same', async () => {
  const made = await sampleRun({ kind: 'strict' });
  try {
    const heard: string[] = [];
    const http = await run(made, { onObservation: (item) => void heard.push(item.key) });
    expect(http.stopped).toBeNull();
    expect([...http.observations.keys()].toSorted()).toEqual(few.toSorted());
    expect(heard.slice(0, 2)).toEqual(['control:subject', 'control:victim']);
    expect(heard.at(-1)).toBe('control:subject (at the end)');

    const browser = await run(made, { driver: 'browser', workers: 2 });
    expect(browser.stopped).toBeNull();
    expect(gist(browser)).toEqual(gist(http));
    const screenshot = browser.controls[0]?.observation.exchanges[0]?.screenshot ?? '';
    expect(existsSync(join(made.out, screenshot)), screenshot).toBe(true);
    expect(browser.observations.get('signature/unsigned')?.exchanges[0]?.screenshot).toBeNull();
    const agents = browser.controls[0]?.observation.exchanges[0]?.transcript?.requests[0]?.userAgent;
    expect(agents).toContain(`samlproof/0 run/${browser.runId}`);
  } finally {
    await made.close();
  }
});

test('ends early when the SP dies, and keeps what it has', async () => {
  for (const driver of ['http', 'browser'] as const) {
    const made = await sampleRun({ kind: 'strict', killAfterPosts: 4 });
    try {
      const cases = made.catalogue.cases.filter((one) => one.area === 'conditions');
      const outcome = await run(made, { driver, cases, screenshots: false });
      expect(outcome.stopped, driver).toContain('no longer answers');
      expect(outcome.observations.size, driver).toBeLessThan(10);
      expect(outcome.controls.map((one) => one.plan.name).slice(0, 2)).toEqual(['subject', 'victim']);
    } finally {
      await made.close();
    }
  }
});

test('does not begin when the subject is not signed in', async () => {
  const made = await sampleRun({ kind: 'strict', overStrict: ['signed-response'] as never }, (profile) => ({
    ...profile,
    protectedPage: { url: 'http://127.0.0.1:9/', signedIn: { status: 200 }, identity: { json: '/nameId' } },
  }));
  try {
    const outcome = await run(made);
    expect(outcome.stopped).toContain("the subject's honest sign-in does not work");
    expect(outcome.observations.size).toBe(0);
    expect(outcome.controls).toHaveLength(1);
  } finally {
    await made.close();
  }
});

test('an abort ends the run and keeps what was observed', async () => {
  for (const driver of ['http', 'browser'] as const) {
    const made = await sampleRun({ kind: 'strict' });
    try {
      const abort = new AbortController();
      const onObservation: RunOptions['onObservation'] = (item) => {
        if (item.control === null) abort.abort();
      };
      const outcome = await run(made, { driver, signal: abort.signal, onObservation, screenshots: false });
      expect(outcome.stopped, driver).toBe('interrupted');
      expect(outcome.observations.size, driver).toBe(1);
    } finally {
      await made.close();
    }
  }
});

test('shards share the cases out, each with its controls', async () => {
  const made = await sampleRun({ kind: 'strict' });
  try {
    const halves = [];
    for (const index of [1, 2]) halves.push(await run(made, { shard: { index, of: 2 } }));
    const ids = halves.flatMap((half) => half.cases.map((one) => one.id));
    expect(ids.toSorted()).toEqual(few.toSorted());
    for (const half of halves) {
      expect(half.cases).toHaveLength(2);
      expect(half.controls.map((one) => one.plan.name)).toEqual(expect.arrayContaining(['subject', 'victim']));
    }
  } finally {
    await made.close();
  }
});
