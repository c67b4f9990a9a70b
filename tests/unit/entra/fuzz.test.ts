/** Five hundred seeded malformed requests over all endpoints: pages, never a 500, and an identity provider that goes on. */

import { expect, test } from '@playwright/test';
import { servicePrincipalIdOf } from '../../../idp/tenant/directory.ts';
import { armed, entityId, open, redirectUrl, withIdp } from '../web/sp-side.ts';
import { fuzz, type Names } from './fuzz.ts';

for (const seed of [1, 2]) {
  test(`250 malformed requests, seed ${seed}`, async () => {
    const log: string[] = [];
    await withIdp(
      async (idp) => {
        const application = idp.application(entityId);
        const names: Names = {
          tenant: idp.tenant.id,
          appid: application.appId,
          principal: servicePrincipalIdOf(application),
          token: (await armed(idp, { times: 1000 })).token,
          session: 'none',
        };
        expect([...(await fuzz(idp, names, 250, seed)), ...log]).toEqual([]);
        expect((await open(redirectUrl(idp))).page).toBe('sign-in');
      },
      { log: (line) => log.push(line) },
    );
  });
}
