/** Two real SP libraries sign out at our IdP, as their documentation shows. */

import { expect, test } from '@playwright/test';
import { startBench } from './sample.ts';

for (const kind of ['passport-saml', 'samlify'] as const) {
  test(`${kind}: the session ends here first, and a LogoutRequest reaches the IdP and is answered`, async () => {
    const bench = await startBench(({ procedure }) => procedure?.kind === 'logout' && procedure.start === 'sp');
    try {
      const { outcome, judgements } = await bench.run({ kind });
      const logouts = outcome.observations.get('logout/sp-request-shape')?.exchanges.at(-1)?.transcript?.logouts;
      expect(logouts).toMatchObject([
        { direction: 'received', message: 'LogoutRequest', nameId: { value: 'b.simon@contoso.com' } },
        { direction: 'sent', plan: { message: 'LogoutResponse' } },
      ]);
      const verdicts = Object.entries(judgements).map(([id, { verdict }]) => [id, verdict]);
      // Both are set up without a key of their own, as their documentation begins.
      const unsigned = 'logout/sp-signed';
      expect(verdicts).toEqual(bench.cases.map(({ id }) => [id, id === unsigned ? 'fail' : 'pass']));
    } finally {
      await bench.close();
    }
  });
}
