/** Outbound requests find their message under several workers and when late; an address of the owner's own proves nothing. */

import { request } from 'undici';
import { expect, test } from '@playwright/test';
import { startCanary } from '../../../scenarios/canary.ts';
import { judge } from '../../../scenarios/judge.ts';
import { noteCanary, noteLateHits } from '../../../scenarios/run/canary-hits.ts';
import { runConformance } from '../../../scenarios/run/index.ts';
import {
  aCase,
  anAnswer,
  anObservation,
  aRunOfControls,
  aTarget,
  aTranscript,
  openFor,
  subject,
} from '../scenarios/facts.ts';
import { sampleRun } from './sample-run.ts';

const mark = '0f1e2d3c-4b5a';
const signedIn = { protectedPage: openFor(subject) };

/** An observation whose message carries the address, as the IdP marks it. */
function carrier(url: string, where: 'xml' | 'relayState' = 'xml') {
  const honest = anAnswer(subject);
  const answer = { ...honest, honestXml: `<Response ID="_${mark}-6978"/>`, xml: '<x/>' };
  const address = `${url}/${mark}`;
  const sent =
    where === 'xml'
      ? { ...answer, xml: `<!DOCTYPE x SYSTEM "${address}">` }
      : { ...answer, plan: { ...answer.plan, relayState: address } };
  return anObservation({ transcript: aTranscript({ answers: [sent] }) });
}

async function visit(url: string): Promise<void> {
  const { body } = await request(url);
  await body.dump();
}

test('under several workers every request is told to the message that caused it', async () => {
  const made = await sampleRun({ kind: 'strict', forget: ['external-entity', 'relay-state-redirect'] });
  try {
    const wanted =
      /^(parser\/(external-http|in-encrypted)|correlation\/rs-open-redirect|signature\/(unsigned|tf-xslt.*)|accept\/xml-.*)/;
    const { target, host, out, catalogue } = made;
    const cases = catalogue.cases.filter(({ id }) => wanted.test(id));
    const { observations } = await runConformance({
      target,
      host,
      out,
      cases,
      driver: 'http',
      version: '0',
      workers: 6,
    });
    const hit = [...observations.values()].filter(({ canaryHits }) => canaryHits.length > 0);
    // Addresses in the RelayState, in the open, and inside of ciphertext.
    expect(hit.map(({ id }) => id).toSorted()).toEqual([
      'correlation/rs-open-redirect',
      'parser/external-http',
      'parser/in-encrypted',
    ]);
    for (const one of hit) {
      const id = one.exchanges[0]?.transcript?.answers[0]?.plan.id ?? '';
      const own = expect.stringContaining(`/canary/${id.slice(1, 14)} `);
      // The document type inside of ciphertext names the address twice.
      expect(one.canaryHits).toEqual(one.id === 'parser/in-encrypted' ? [own, own] : [own]);
    }
  } finally {
    await made.close();
  }
});

test('a request that comes late, and one of nobody’s message', async () => {
  const canary = await startCanary();
  try {
    const observation = carrier(canary.url);
    observation.startedAt = new Date().toISOString();
    noteCanary(observation, canary);
    expect(observation.canaryHits).toEqual([]);
    await visit(`${canary.url}/somebody-else`);
    await visit(canary.url);
    const waiting = noteLateHits([observation], canary);
    await visit(`${canary.url}/${mark}`);
    await waiting;
    expect(observation.canaryHits).toEqual([expect.stringContaining(`GET /canary/${mark} `)]);
    expect(observation.canaryUnseen).toBeUndefined();
  } finally {
    await canary.close();
  }
});

test('an address of the owner’s own: a refusal proves nothing, a session is still a session', async () => {
  const canary = await startCanary('https://canary.example/in');
  try {
    const observation = carrier(canary.url);
    noteCanary(observation, canary);
    const judged = judge(aCase(), observation, aRunOfControls(), aTarget());
    expect(judged).toMatchObject({ verdict: 'inconclusive', reason: expect.stringContaining('--canary-url') });
    const letIn = { ...observation, exchanges: observation.exchanges.map((one) => ({ ...one, ...signedIn })) };
    expect(judge(aCase(), letIn, aRunOfControls(), aTarget()).verdict).toBe('fail');
  } finally {
    await canary.close();
  }
});

test('where our own browser is sent we see without a listener', async () => {
  const canary = await startCanary('https://canary.example/in');
  try {
    const stayed = carrier(canary.url, 'relayState');
    noteCanary(stayed, canary);
    expect(stayed).toMatchObject({ canaryHits: [] });
    expect(stayed.canaryUnseen).toBeUndefined();
    const [exchange] = stayed.exchanges;
    const acs = { url: 'http://localhost/acs', status: 302, body: '', finalUrl: `${canary.url}/${mark}` };
    const left = { ...stayed, exchanges: exchange === undefined ? [] : [{ ...exchange, acs }] };
    noteCanary(left, canary);
    expect(left.canaryHits).toEqual([expect.stringContaining('our own browser')]);
  } finally {
    await canary.close();
  }
});
