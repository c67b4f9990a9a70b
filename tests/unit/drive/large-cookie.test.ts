/** A session that is kept whole in its cookie outgrows what browsers keep: both drivers drop it, and the report says so. */

import { expect, test } from '@playwright/test';
import express from 'express';
import { hasAttribute, tooLarge, withoutValue } from '../../../scenarios/drive/cookies.ts';
import { makeAgents } from '../../../scenarios/drive/http-agents.ts';
import { makeClient } from '../../../scenarios/drive/http-client.ts';
import { directNetwork } from '../../../scenarios/drive/http-network.ts';
import { judge } from '../../../scenarios/judge.ts';
import { droppedCookies } from '../../../scenarios/run/vital-signs.ts';
import { aCase, anObservation, aRunOfControls, aTarget } from '../scenarios/facts.ts';
import { serve } from './stand-ins.ts';

const ofOctets = (name: string, octets: number): string =>
  `${name}=${'v'.repeat(octets - name.length)}; Path=/; HttpOnly`;
const trailOf = (...lines: string[]): Parameters<typeof droppedCookies>[0] => [
  { method: 'POST', url: 'http://localhost:8080/acs', status: 302, setCookies: lines.map(withoutValue) },
];

test('the http driver keeps cookies of 4096 octets and none that is larger, as browsers do', async () => {
  const app = express().get('/', (_request, response) => {
    response.setHeader('set-cookie', [ofOctets('token', 4097), ofOctets('kept', 4096)]).send('hello');
  });
  const sp = await serve(app);
  const agents = makeAgents(directNetwork);
  try {
    const client = makeClient({ agentOf: agents.of, ofIdp: () => false, userAgent: 'test', timeoutMs: 5_000 });
    await client.send({ method: 'GET', url: `${sp.baseUrl}/`, initiator: null });
    expect((await client.jar.getCookies(`${sp.baseUrl}/`)).map(({ key }) => key)).toEqual(['kept']);
    expect(tooLarge(client.trail.flatMap(({ setCookies }) => setCookies))).toEqual(['«token» (4097 octets)']);
  } finally {
    await agents.close();
    await sp.close();
  }
});

test('a line without its value still has its attributes, and says nothing of the size of a small cookie', () => {
  expect(hasAttribute(withoutValue(ofOctets('token', 5000)), 'httponly')).toBe(true);
  expect(withoutValue(ofOctets('token', 4096))).toBe('token; Path=/; HttpOnly');
  expect(droppedCookies(trailOf(ofOctets('token', 5000)))).toBe(
    'cookies of more than 4,096 octets were dropped: «token» (5000 octets)',
  );
  expect(droppedCookies(trailOf(ofOctets('token', 4096)))).toBeNull();
});

test('a refusal of what must be accepted names the cookie that was too large', () => {
  const observation = anObservation({ trail: trailOf(ofOctets('token', 5321)) });
  const said = (expects: 'accept' | 'reject'): string =>
    judge(aCase({ expect: expects }), observation, aRunOfControls(), aTarget()).reason;
  expect(said('accept')).toContain('It set a cookie that no browser keeps: «token» (5321 octets)');
  expect(said('reject')).not.toContain('cookie');
});
