/** Twenty thousand malformed requests over all endpoints: never a 500, a hang or growth. */

import { expect, test } from '@playwright/test';
import { servicePrincipalIdOf } from '../../idp/tenant/directory.ts';
import { armed, entityId, open, redirectUrl, withIdp } from '../unit/web/sp-side.ts';
import { fuzz, type Names } from '../unit/entra/fuzz.ts';

const total = 20_000;
const round = 1_000;
/** After a tenth of the requests what is kept is kept; the rest may not add more than this. */
const growthMiB = 80;

const residentMiB = (): number => process.memoryUsage.rss() / 1_048_576;

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
    let settled = 0;
    for (let sent = 0; sent < total; sent += round) {
      expect(await fuzz(idp, names, round, 1000 + sent)).toEqual([]);
      if (sent + round === total / 5) settled = residentMiB();
    }
    expect(residentMiB() - settled).toBeLessThan(growthMiB);
    expect((await open(redirectUrl(idp))).page).toBe('sign-in');
  });
});
