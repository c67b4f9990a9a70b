/** One test per item of the run. It collects an observation, attaches it, and passes: the judge is elsewhere. */

import { test as base } from '@playwright/test';
import { browserDriver } from '../drive/browser.ts';
import { httpDriver } from '../drive/http.ts';
import { controlClient } from '../drive/control-client.ts';
import { collect, type CollectContext } from './collect.ts';
import { observationAttachment } from './forwarder.ts';
import { readJob } from './job.ts';

const job = readJob();

const test = base.extend<object, { worker: CollectContext }>({
  worker: [
    async ({ browser }, use) => {
      const idp = controlClient(job.idp.controlUrl, job.idp.secret);
      const driver = await browserDriver({
        browser,
        idp: job.idp,
        userAgent: job.userAgent,
        loadEverything: job.loadEverything,
        ...(job.traceDir === null ? {} : { traceDir: job.traceDir }),
      });
      const { profiles, settling, out, screenshots } = job;
      const requestDriver = httpDriver({ idp: job.idp, userAgent: job.userAgent });
      await use({ driver, requestDriver, idp, profiles, settling, out, screenshots });
      await requestDriver.close();
      await driver.close();
      await idp.close();
    },
    { scope: 'worker' },
  ],
});

for (const item of job.items) {
  test(item.key, async ({ worker }, info) => {
    const observation = await collect(item, worker);
    await info.attach(observationAttachment, { body: JSON.stringify(observation), contentType: 'application/json' });
  });
}
