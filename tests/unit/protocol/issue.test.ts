/** The four openings: an empty mutation changes nothing, each opening reaches the message, no input is written to. */

import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { issue, type Issued } from '../../../idp/protocol/issue.ts';
import type { Facts, Mutation, ResponsePlan } from '../../../idp/protocol/types.ts';
import { anyPlan } from './arbitrary.ts';
import { acsUrl, deepFreeze, facts, keyring, plan, planFor } from './fixture.ts';
import { covered, verifies } from './verify.ts';

const { certificate } = keyring('idp');
const issued = (mutation?: Mutation, honest: ResponsePlan = plan()): Promise<Issued> =>
  issue({
    honest: deepFreeze(honest),
    mutation: mutation && deepFreeze(mutation),
    facts: deepFreeze(facts()),
    keyring,
  });

const decoded = ({ post }: Issued): string => Buffer.from(post.fields[0]?.[1] ?? '', 'base64').toString('utf8');

test('an empty mutation, and one that changes nothing, give the honest bytes', async () => {
  await fc.assert(
    fc.asyncProperty(anyPlan, async (honest) => {
      const none = await issued(undefined, honest);
      expect(await issued({}, honest)).toEqual(none);
      const idle = { plan: same, beforeSigning: same, afterSigning: same, delivery: same };
      expect(await issued(idle, honest)).toEqual(none);
      expect(none.honestXml).toBe(none.xml);
    }),
    { numRuns: 25 },
  );
});

function same<T>(value: T): T {
  return value;
}

test('the form post carries the response and the RelayState', async () => {
  const result = await issued();
  expect(result.post).toMatchObject({ action: acsUrl, method: 'post' });
  expect(result.post.fields.map(([name]) => name)).toEqual(['SAMLResponse', 'RelayState']);
  expect(result.post.fields[1]?.[1]).toBe('state & <more>');
  expect(decoded(result)).toBe(result.xml);
  const without = await issued({ plan: (each) => ({ ...each, relayState: undefined }) });
  expect(without.post.fields.map(([name]) => name)).toEqual(['SAMLResponse']);
});

test('a changed plan is validly signed, its honest twin is what would have been sent', async () => {
  const honest = await issued();
  const result = await issued({ plan: (each) => ({ ...each, destination: 'https://elsewhere.example/' }) });
  expect(covered(result.xml, certificate)).toEqual(['Assertion']);
  expect(result.plan.destination).toBe('https://elsewhere.example/');
  expect(result.xml).toContain('Destination="https://elsewhere.example/"');
  expect(result.honestXml).toBe(honest.xml);
});

test('text changed before signing is validly signed', async () => {
  const result = await issued({ beforeSigning: (xml) => xml.replaceAll('b.simon@', 'v.ictim@') });
  expect(result.xml).toContain('v.ictim@');
  expect(result.xml).not.toContain('b.simon@');
  expect(covered(result.xml, certificate)).toEqual(['Assertion']);
});

test('text changed after signing is not', async () => {
  const result = await issued({ afterSigning: (xml) => xml.replaceAll('b.simon@', 'v.ictim@') });
  expect(decoded(result)).toContain('v.ictim@');
  expect(verifies(result.xml, certificate)).toBe(false);
  expect(verifies(result.honestXml, certificate)).toBe(true);
});

test('the delivery may be anything', async () => {
  const result = await issued({ delivery: (post) => ({ ...post, fields: [['SAMLResponse', '%%%']] }) });
  expect(result.post.fields).toEqual([['SAMLResponse', '%%%']]);
  expect(result.xml).toBe(result.honestXml);
});

test('facts know the plan in effect and can issue a second, genuine message', async () => {
  const seen: Facts[] = [];
  const look = (xml: string, known: Facts): string => {
    seen.push(known);
    return xml;
  };
  await issued({ plan: (each) => ({ ...each, id: '_changed' }), beforeSigning: look, afterSigning: look });
  expect(seen.map((known) => known.plan.id)).toEqual(['_changed', '_changed']);
  const genuine = seen[0]?.issueHonest({ ...planFor({ signing: 'both' }), id: '_genuine' }) ?? '';
  expect(genuine).toContain('ID="_genuine"');
  expect(covered(genuine, certificate)).toEqual(['Response', 'Assertion']);
});

test('text that is not well-formed passes after signing', async () => {
  const result = await issued({ afterSigning: (xml) => `${'<a>'.repeat(10_000)}${xml}` });
  expect(result.xml.startsWith('<a><a>')).toBe(true);
});
