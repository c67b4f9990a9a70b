/** Each check of our own sample alone: it refuses its fault, and forgetting it lets the fault through. */

import { expect, test } from '@playwright/test';
import { checks, strictnesses, type CheckName } from '../../../demo/index.ts';
import type { RunningIdp } from '../../../idp/index.ts';
import { createPolicy } from '../../../demo/strict/policy.ts';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';
import { faults } from './faults.ts';
import { honestVariants } from './honest-variants.ts';
import { siteChecks, siteStrictnesses } from './site-check-names.ts';
import { answerOf, bench, letIn, startWorkshopIdp, subject } from './workshop.ts';

let idp: RunningIdp;

test.beforeAll(async () => {
  idp = await startWorkshopIdp();
});
test.afterAll(() => idp.close());

for (const [name, fault] of Object.entries(faults)) {
  const check = name as CheckName;
  if (check === 'digest-algorithm' || check === 'signed-content.attributes') continue;

  test(`${check} refuses its fault, and only it does`, async () => {
    const { mutation, shape } = fault;
    const message = await answerOf(idp, { mutation, ...(shape === undefined ? {} : { shape }) });
    const asked = ['_secondrequest'];
    expect(await bench(idp).post(message, asked)).toEqual({ refusedBy: fault.refusedBy ?? check });
    expect(await bench(idp, [check]).post(message, asked)).toHaveProperty('nameId');
  });
}

test('every check is tried: here, by the catalogue, or on the site', async () => {
  const cases = (await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 })).cases;
  const named = cases.flatMap(({ forgets }) => [forgets ?? []].flat());
  const tried = new Set([...Object.keys(faults), ...named, ...siteChecks]);
  expect(Object.keys(checks).filter((name) => !tried.has(name))).toEqual([]);
});

test('every over-strict rule is tried: here, by the catalogue, or on the site', async () => {
  const cases = (await loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 })).cases;
  const named = cases.flatMap(({ overStrict }) => [overStrict ?? []].flat());
  const tried = new Set([...Object.keys(honestVariants), ...named, ...siteStrictnesses]);
  expect(Object.keys(strictnesses).filter((name) => !tried.has(name))).toEqual([]);
});

for (const [rule, variant] of Object.entries(honestVariants)) {
  test(`over-strict ${rule} refuses an honest message`, async () => {
    const message = await answerOf(idp, variant);
    expect(await letIn(bench(idp), message)).not.toBe('refused');
    expect(await bench(idp, [], [rule as keyof typeof strictnesses]).post(message)).toEqual({ refusedBy: rule });
  });
}

test('attributes outside the signed assertion are shown only by a forgetful reader', async () => {
  const message = await answerOf(idp, faults['signed-content.attributes']);
  const roles = async (forget: CheckName[]): Promise<unknown> => {
    const { sp } = bench(idp, forget);
    const { receive } = await import('../../../demo/strict/receive.ts');
    const session = sp.sessions.create();
    sp.sessions.addRequest(session, { id: message.requestId, relayState: '', target: '/me' });
    return (await receive(message.form, session, sp)).account.attributes['role'];
  };
  expect(await roles([])).toBeUndefined();
  expect(await roles(['signed-content.attributes'])).toBe('admin');
});

test('an answer is used once, in the browser that asked', async () => {
  const message = await answerOf(idp);
  const own = bench(idp);
  expect(await letIn(own, message)).toBe(subject);
  expect(await own.post(message)).toEqual({ refusedBy: 'replay' });
  const forgetful = bench(idp, ['replay']);
  expect(await letIn(forgetful, message)).toBe(subject);
  expect(await letIn(forgetful, { ...message, requestId: '_other' })).toBe(subject);
});

test('an answer that another browser asked for is refused', async () => {
  const message = await answerOf(idp);
  const elsewhere = { ...message, requestId: '_another' };
  expect(await bench(idp).post(elsewhere)).toEqual({ refusedBy: 'in-response-to-own' });
  const own = bench(idp, ['request-state-in-session']);
  const asking = own.sp.sessions.create();
  own.sp.sessions.addRequest(asking, { id: message.requestId, relayState: '', target: '/me' });
  expect(await letIn(own, elsewhere)).toBe(subject);
});

test('an unsolicited answer: accepted, refused, or taken for somebody else', async () => {
  const message = await answerOf(idp, { unsolicited: true });
  expect(await letIn(bench(idp), message)).toBe(subject);
  const closed = { unsolicited: false };
  expect(await bench(idp, [], [], closed).post(message)).toEqual({ refusedBy: 'unsolicited' });
  expect(await letIn(bench(idp, ['unsolicited'], [], closed), message)).toBe(subject);
  expect(await letIn(bench(idp, ['unsolicited-identity']), message)).toBe('administrator');
  expect(await bench(idp, [], ['unsolicited-refused']).post(message)).toEqual({ refusedBy: 'unsolicited-refused' });
});

test('an answer to a request that nobody made is no unsolicited one', async () => {
  const message = await answerOf(idp);
  const post = async (forget: CheckName[]): Promise<string> => {
    const { sp } = bench(idp, forget);
    const { receive } = await import('../../../demo/strict/receive.ts');
    return receive(message.form, sp.sessions.create(), sp).then(
      ({ account }) => account.nameId,
      () => 'refused',
    );
  };
  expect(await post([])).toBe('refused');
  expect(await post(['unsolicited-in-response-to'])).toBe(subject);
});

test('two answers to one request: the second is refused', async () => {
  const first = await answerOf(idp);
  const second = await answerOf(idp, {
    mutation: {
      plan: (own) => ({
        ...own,
        inResponseTo: first.requestId,
        assertions: own.assertions.map((one) => ({
          ...one,
          subject: one.subject && {
            ...one.subject,
            confirmations: one.subject.confirmations.map(({ method, data }) => ({
              method,
              data: { ...data, inResponseTo: first.requestId },
            })),
          },
        })),
      }),
    },
  });
  const { receive } = await import('../../../demo/strict/receive.ts');
  const both = async (forget: CheckName[]): Promise<string> => {
    const { sp } = bench(idp, forget);
    const session = sp.sessions.create();
    sp.sessions.addRequest(session, { id: first.requestId, relayState: '', target: '/me' });
    await receive(first.form, session, sp);
    return receive(second.form, session, sp).then(
      ({ account }) => account.nameId,
      () => 'refused',
    );
  };
  expect(await both([])).toBe('refused');
  expect(await both(['request-single-use'])).toBe(subject);
});

test('a closed directory knows whom it knows', async () => {
  const message = await answerOf(idp);
  const closed = { closedDirectory: ['somebody@contoso.com'] };
  expect(await bench(idp, [], [], closed).post(message)).toEqual({ refusedBy: 'known-account' });
  expect(await letIn(bench(idp, ['known-account'], [], closed), message)).toBe(subject);
});

test('an unknown digest algorithm is refused', async () => {
  const { digestHash } = await import('../../../demo/strict/signature/algorithms.ts');
  expect(() => digestHash('urn:unknown', createPolicy())).toThrow('not known');
  expect(digestHash('urn:unknown', createPolicy(['digest-algorithm']))).toBe('sha256');
});
