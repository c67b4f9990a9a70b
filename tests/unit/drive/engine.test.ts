/** Working through items in this process: heard one at a time, stopped cleanly, with the pauses and limits of the profile. */

import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { patientSettling, type Driver, type Visitor } from '../../../scenarios/drive/driver.ts';
import { httpDriver } from '../../../scenarios/drive/http.ts';
import { withVisitor, type ProcedureContext } from '../../../scenarios/drive/moves.ts';
import type { Observation } from '../../../scenarios/observation.ts';
import type { CollectContext } from '../../../scenarios/run/collect.ts';
import { workThrough } from '../../../scenarios/run/engine.ts';
import { runConformance } from '../../../scenarios/run/index.ts';
import type { RunItem } from '../../../scenarios/run/items.ts';
import { sampleRun } from './sample-run.ts';
import { standInIdp, standInSp, type StandInIdp } from './stand-ins.ts';

const items = (count: number): RunItem[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `item ${index}`,
    id: `item ${index}`,
    control: null,
    expect: 'accept',
    user: 'subject',
    initiated: 'sp',
    procedure: { kind: 'signIn' },
    order: { user: 'simon' },
  }));

const hearsNothing = (): Promise<boolean> => Promise.reject(new Error('disk full'));

async function working(use: (context: CollectContext, idp: StandInIdp) => Promise<void>): Promise<void> {
  const idp = await standInIdp();
  const { profile, close } = await standInSp(idp);
  const driver = httpDriver({ idp, userAgent: 'samlproof/0 run/test' });
  const profiles = { subject: profile, victim: profile };
  try {
    await use({ driver, idp, profiles, settling: patientSettling, out: '', screenshots: false }, idp);
  } finally {
    await driver.close();
    await close();
    await idp.close();
  }
}

test('several workers are heard one at a time', async () => {
  await working(async (context) => {
    let hearing = 0;
    let most = 0;
    const heard: string[] = [];
    const hear = async (item: RunItem): Promise<boolean> => {
      most = Math.max(most, (hearing += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      heard.push(item.key);
      hearing -= 1;
      return true;
    };
    const { signal } = new AbortController();
    await workThrough(items(8), context, hear, { workers: 4, itemTimeoutMs: 60_000, signal });
    expect(most).toBe(1);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(heard.toSorted()).toEqual(items(8).map(({ key }) => key));
  });
});

test('an error of the hearer stops every worker and is thrown when the last one has ended', async () => {
  await working(async (context, idp) => {
    await expect(workThrough(items(20), context, hearsNothing, { workers: 3, itemTimeoutMs: 60_000 })).rejects.toThrow(
      'disk full',
    );
    const armed = idp.armed.size;
    expect(armed).toBeLessThanOrEqual(6);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(idp.armed.size).toBe(armed);
  });
});

test('an item that hangs is a fault of the harness and holds up no other; an abort waits for none', async () => {
  const never = new Promise<never>(() => undefined);
  const driver = { newVisitor: () => never } as unknown as Driver;
  const profile = { limits: { stepSeconds: 1, pauseMs: 0 } };
  const context = { driver, profiles: { subject: profile }, screenshots: false } as unknown as CollectContext;
  const heard: (string | null)[] = [];
  const hear = async (_item: RunItem, observation: Observation): Promise<boolean> => {
    heard.push(observation.harnessError);
    return true;
  };
  await workThrough(items(2), context, hear, { workers: 1, itemTimeoutMs: 30 });
  expect(heard).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('was not done within')));
  const controller = new AbortController();
  const working = workThrough(items(2), context, hear, {
    workers: 1,
    itemTimeoutMs: 60_000,
    signal: controller.signal,
  });
  controller.abort();
  await working;
  expect(heard).toHaveLength(2);
});

test('the SP has its pause after every visitor', async () => {
  const order: string[] = [];
  const visitor = { close: () => Promise.resolve(void order.push('closed')) } as unknown as Visitor;
  const driver = { newVisitor: () => Promise.resolve(visitor) } as unknown as Driver;
  const profile = { limits: { stepSeconds: 1, pauseMs: 40 } };
  const meanwhile = setTimeout(() => order.push('meanwhile'), 5);
  await withVisitor({ driver, profile } as unknown as ProcedureContext, async () => void order.push('used'));
  clearTimeout(meanwhile);
  expect(order).toEqual(['used', 'closed', 'meanwhile']);
});

test('a page that drips for ever ends with the step', async () => {
  const dripping = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => response.write('<p>'), 50);
    response.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
  await working(async ({ driver, profiles }) => {
    const url = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}/`;
    const profile = { ...profiles.subject, limits: { stepSeconds: 0.3, pauseMs: 0 } };
    const visitor = await driver.newVisitor({ ...profile, signIn: { startUrl: url, steps: [] } }, patientSettling);
    const { failure } = await visitor.signIn();
    expect(failure).toMatchObject({ step: 'start', url, message: 'no answer within the time limit' });
  });
  dripping.closeAllConnections();
  dripping.close();
});

test('inspections of a refusal make one where nothing else is run', async () => {
  const made = await sampleRun({ kind: 'strict' });
  try {
    const { target, host, out, catalogue } = made;
    const cases = catalogue.cases.filter(({ area }) => area === 'session');
    const { observations } = await runConformance({ target, host, out, cases, driver: 'http', version: '0' });
    for (const id of ['session/no-session-on-reject', 'session/error-no-leak']) {
      const [exchange] = observations.get(id)?.exchanges ?? [];
      expect(exchange?.acs, id).not.toBeNull();
      expect(exchange?.protectedPage, id).toMatchObject({ signedIn: false });
    }
  } finally {
    await made.close();
  }
});

test('a page that answers 200 to everybody: the name alone says who is signed in', async () => {
  const made = await sampleRun({ kind: 'strict' }, (profile) => {
    const { signedOut: _signedOut, ...page } = profile['protectedPage'] as Record<string, unknown>;
    return { ...profile, protectedPage: { ...page, signedIn: { url: '**' } } };
  });
  try {
    const { target, host, out, catalogue } = made;
    const cases = catalogue.cases.filter(({ id }) => id === 'signature/unsigned' || id === 'accept/sig-both');
    const { observations } = await runConformance({ target, host, out, cases, driver: 'http', version: '0' });
    const pageOf = (id: string) => observations.get(id)?.exchanges[0]?.protectedPage;
    expect(pageOf('signature/unsigned')).toMatchObject({ signedIn: false, waitedFully: true });
    expect(pageOf('accept/sig-both')).toMatchObject({ signedIn: true, identity: expect.stringContaining('simon') });
  } finally {
    await made.close();
  }
});
