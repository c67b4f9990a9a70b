/** Honest messages fit the OASIS schemas: every signing option, every style, encrypted or not, success and failure. */

import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { issue } from '../../../idp/protocol/issue.ts';
import { failurePlan } from '../../../idp/protocol/plan.ts';
import { validateProtocol } from '../../../idp/protocol/schema.ts';
import type { ResponsePlan } from '../../../idp/protocol/types.ts';
import { style } from './arbitrary.ts';
import { acsUrl, facts, ids, keyring, now, planFor, tenant } from './fixture.ts';

async function findings(honest: ResponsePlan): Promise<unknown[]> {
  return validateProtocol((await issue({ honest, facts: facts(), keyring })).xml);
}

for (const signing of ['assertion', 'response', 'both'] as const) {
  test(`${signing} signed, in clear and encrypted`, async () => {
    expect(await findings(planFor({ signing }))).toEqual([]);
    expect(await findings(planFor({ signing, encryptionCertificate: keyring('sp').certificate }))).toEqual([]);
  });
}

test('every style', async () => {
  await fc.assert(
    fc.asyncProperty(style, async (each) => {
      expect(await findings({ ...planFor({ signing: 'both' }), style: each })).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('a failure', async () => {
  const status = { code: 'Responder', nested: 'NoPassive', message: 'x' };
  expect(await findings(failurePlan({ tenant, acsUrl, status, now, newId: ids() }))).toEqual([]);
});
