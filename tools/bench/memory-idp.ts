/** The identity provider of the memory bench: serves, and says its resident set when asked. */

import { setTimeout } from 'node:timers/promises';
import { startIdp } from '../../idp/index.ts';

const idp = await startIdp({
  baseUrl: 'http://127.0.0.1:0',
  targets: [
    {
      name: 'Bench',
      entityId: 'https://sp.example/saml',
      acsUrls: ['https://sp.example/saml/acs'],
      users: ['b.simon@contoso.com', 'v.ictim@contoso.com'],
    },
  ],
});

/** The lowest of several readings: the collector gives memory back in steps of tens of megabytes, when it likes. */
async function settledMiB(): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < 10; reading += 1) {
    globalThis.gc?.();
    await setTimeout(100);
    lowest = Math.min(lowest, process.memoryUsage().rss / 1_048_576);
  }
  return lowest;
}

process.on('message', () => {
  void settledMiB().then((rssMiB) => process.send?.({ rssMiB }));
});
process.send?.({ ssoUrl: idp.ssoUrl, controlUrl: idp.controlUrl, secret: idp.secret });
