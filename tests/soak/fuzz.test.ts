/** Twenty thousand malformed requests over all endpoints: never a 500, a hang or growth. */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { servicePrincipalIdOf } from '../../idp/tenant/directory.ts';
import { armed, entityId, open, redirectUrl, withIdp } from '../unit/web/sp-side.ts';
import { fuzz, type Names } from '../unit/entra/fuzz.ts';

const total = 20_000;
const round = 1_000;
/** After a fifth of the requests what is kept is kept; the rest may not add more than this. */
const growthMiB = { held: 20, resident: 80 };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is really held, here and outside the heap (the XML engine's memory included). */
function memoryMiB(): { held: number; resident: number } {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: (heapUsed + external) / 1_048_576, resident: rss / 1_048_576 };
}

test('20,000 malformed requests: pages, no 500, no hang, no growth', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    const names: Names = {
      tenant: idp.tenant.id,
      appid: application.appId,
      principal: servicePrincipalIdOf(application),
      token: (await armed(idp, { times: 100_000 })).token,
      session: 'none',
    };
    let settled = { held: 0, resident: 0 };
    for (let sent = 0; sent < total; sent += round) {
      expect(await fuzz(idp, names, round, 1000 + sent)).toEqual([]);
      // Every round, or the collector lets the resident set grow as it likes.
      const now = memoryMiB();
      if (sent + round === total / 5) settled = now;
    }
    const after = memoryMiB();
    expect(after.held - settled.held).toBeLessThan(growthMiB.held);
    expect(after.resident - settled.resident).toBeLessThan(growthMiB.resident);
    expect((await open(redirectUrl(idp))).page).toBe('sign-in');
  });
});
