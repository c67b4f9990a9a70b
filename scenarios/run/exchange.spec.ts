/** One test per item of the run. It collects an observation, attaches it, and passes: the judge is elsewhere. */

import { test as base } from '@playwright/test';
import { browserDriver } from '../drive/browser.ts';
import { controlClient } from '../drive/control-client.ts';
import type { Driver } from '../drive/driver.ts';
import { withNetworkExplained } from '../drive/explained.ts';
import { collect, type CollectContext } from './collect.ts';
import { observationAttachment } from './forwarder.ts';
import { readJob } from './job.ts';

const job = readJob();

// Playwright notes a stack for every call. What it uses to trace them back to TypeScript made a sixth of a worker's work (measured).
Reflect.deleteProperty(Error, 'prepareStackTrace');

const test = base.extend<object, { worker: CollectContext }>({
  worker: [
    async ({ browser }, use) => {
      const idp = controlClient(job.idp.controlUrl, job.idp.secret);
      const opened = await browserDriver({
        browser,
        idp: job.idp,
        userAgent: job.userAgent,
        loadEverything: job.loadEverything,
        ...(job.traceDir === null ? {} : { traceDir: job.traceDir }),
      });
      const driver = withNetworkExplained(opened, job.network);
      const { profiles, settling, out, screenshots } = job;
      const requestDriver = job.items.some(({ procedure }) => procedure.kind === 'collectRequests')
        ? await plainDriver()
        : null;
      const cheaper = requestDriver === null ? {} : { requestDriver };
      await use({ driver, ...cheaper, idp, profiles, settling, out, screenshots });
      await requestDriver?.close();
      await driver.close();
      await idp.close();
    },
    { scope: 'worker' },
  ],
});

/** Loaded only where it is used: its libraries cost a tenth of a second. */
async function plainDriver(): Promise<Driver> {
  const { httpDriver } = await import('../drive/http.ts');
  const { idp, userAgent, network } = job;
  return withNetworkExplained(httpDriver({ idp, userAgent, network }), network);
}

for (const item of job.items) {
  test(item.key, async ({ worker }, info) => {
    const observation = await collect(item, worker);
    await info.attach(observationAttachment, { body: JSON.stringify(observation), contentType: 'application/json' });
  });
}
