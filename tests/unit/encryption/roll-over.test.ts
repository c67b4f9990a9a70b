/** A roll-over that the owner's hook did not bring about says nothing about the service provider. */

import { expect, test } from '@playwright/test';
import type { CaseResult } from '../../../reports/result.ts';
import { names, sampleCatalogue, trial, type Trial } from '../../selftest/harness.ts';

const ids = ['keys/rollover-live', 'signature/removed-key'];

async function rolledOver(sample: Omit<Trial['sample'], 'kind'>, hooks?: object): Promise<(CaseResult | undefined)[]> {
  const catalogue = await sampleCatalogue();
  const cases = catalogue.cases.filter(({ id }) => ids.includes(id));
  expect(cases.flatMap((one) => [...names(one.forgets), ...names(one.overStrict)])).toEqual([
    'metadata-read-once',
    'key-removal',
  ]);
  const results = await trial(catalogue, {
    cases,
    sample: { kind: 'strict', ...sample },
    change: (profile) => {
      if (hooks !== undefined) profile['hooks'] = hooks;
    },
  });
  return ids.map((id) => results.get(id));
}

test('a hook that fails makes both cases inconclusive, with its own words', async () => {
  const said = 'echo the service is locked >&2; exit 7';
  for (const result of await rolledOver({}, { afterRollOver: said, afterKeyRemoval: said })) {
    expect(result?.verdict).toBe('inconclusive');
    expect(result?.reason).toContain('the service is locked');
  }
});

test('an SP that never took the key over is not asked whether it forgets it', async () => {
  const [live, removed] = await rolledOver({ overStrict: ['metadata-read-once'] });
  expect(live?.verdict).toBe('warn');
  expect(removed?.verdict).toBe('inconclusive');
  expect(removed?.reason).toContain('did not take the new key over');
});

test('an SP that keeps a removed key is found out, one that reads metadata again passes', async () => {
  expect((await rolledOver({})).map((result) => result?.verdict)).toEqual(['pass', 'pass']);
  expect((await rolledOver({ forget: ['key-removal'] })).map((result) => result?.verdict)).toEqual(['pass', 'fail']);
});

test('an SP that takes a key for encryption for a signing key is found out, one that reads its use passes', async () => {
  const catalogue = await sampleCatalogue();
  const cases = catalogue.cases.filter(({ id }) => id === 'signature/encryption-use-key');
  const verdict = async (sample: Omit<Trial['sample'], 'kind'>): Promise<(string | undefined)[]> => {
    const results = await trial(catalogue, { cases, sample: { kind: 'strict', ...sample } });
    return cases.map(({ id }) => results.get(id)?.verdict);
  };
  expect(await verdict({})).toEqual(['pass']);
  // Somebody else is signed in, which is more than a recommendation that was not kept.
  expect(await verdict({ forget: ['key-use'] })).toEqual(['fail']);
});
