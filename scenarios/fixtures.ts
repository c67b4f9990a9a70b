/** Playwright fixtures and matchers for people's own suites: `import { test, expect } from 'samlproof/test'`. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect as baseExpect, test as base, type Browser } from '@playwright/test';
import { loadCatalogue } from './catalogue.ts';
import { browserDriver } from './drive/browser.ts';
import { patientSettling, type Driver } from './drive/driver.ts';
import type { ArmOrder } from './drive/idp-port.ts';
import { startHost, type RunHost } from './host.ts';
import type { Observation } from './observation.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { collect, judged } from './run/collect.ts';
import { loadTarget, variantFactsOf, type Target } from './target.ts';

/** Set with `test.use({ samlproof: { target: 'target.yaml' } })`, or in the `use` section of the configuration. */
export interface SamlproofOptions {
  /** Path of the target profile. */
  target: string;
  /** State folder, so that the SP goes on trusting the same keys. Default `.samlproof`. */
  state?: string;
  /** What the IdP advertises and listens on. Default `http://127.0.0.1:7463`. */
  idpUrl?: string;
}

/** How the answer is to be wrong; an empty one is an honest sign-in. */
export interface Deviation {
  /** A case of the catalogue by id. */
  case?: string;
  /** JSON override of the response plan, as the control endpoint takes it: `{ notOnOrAfter: '-1h' }`. */
  plan?: Record<string, unknown>;
  /** Claims by attribute name; null leaves one out. */
  claims?: Record<string, string | string[] | null>;
  /** Who signs in; default `subject`. */
  user?: 'subject' | 'victim';
}

/** What came of a sign-in. */
export interface SignIn {
  outcome: Outcome;
  /** Who the SP shows; null when nobody. */
  identity: string | null;
  /** One clause in words. */
  reason: string;
  /** Everything that was seen. */
  observation: Observation;
}

interface WorkerFixtures {
  samlproof: SamlproofOptions | null;
  /** The target profile. */
  sp: Target;
  /** The mock IdP with the target registered, and what a run needs of it. */
  idp: RunHost;
  driver: Driver;
}

interface TestFixtures {
  /** Signs in through the SP's own start page, in a fresh browser, with this deviation. */
  signIn: (deviation?: Deviation) => Promise<SignIn>;
  /** Arms this test's own `context`: its next sign-in is answered like this, by whatever steps the test takes. */
  arm: (deviation?: Deviation) => Promise<void>;
}

function orderOf({ user = 'subject', ...deviation }: Deviation, sp: Target): ArmOrder {
  return { ...deviation, application: sp.sp.entityId, user: sp.users[user] };
}

async function signInOnce(
  deviation: Deviation,
  sp: Target,
  idp: RunHost,
  driver: Driver,
  out: string,
): Promise<SignIn> {
  const { user = 'subject' } = deviation;
  const observation = await collect(
    {
      key: 'sign-in',
      id: 'sign-in',
      control: null,
      expect: 'either',
      user,
      initiated: 'sp',
      procedure: { kind: 'signIn' },
      order: orderOf(deviation, sp),
    },
    {
      driver,
      idp: idp.port,
      profiles: { subject: idp.profileFor('subject'), victim: idp.profileFor('victim') },
      settling: patientSettling,
      out,
      screenshots: false,
    },
  );
  const exchange = judged(observation);
  if (observation.harnessError !== null || exchange === undefined) {
    throw new Error(`samlproof itself failed: ${observation.harnessError ?? 'no exchange'}`);
  }
  // The matchers compare identities; here nobody is expected but that somebody is named.
  return { ...outcomeOf(exchange, { identities: null, recovered: observation.recovered }), observation };
}

async function driverFor(browser: Browser, idp: RunHost): Promise<Driver> {
  return browserDriver({ browser: () => Promise.resolve(browser), idp: idp.idp, userAgent: 'samlproof/test' });
}

/** Playwright's `test` with the fixtures `sp`, `idp`, `signIn` and `arm`. One worker at a time: the IdP's address is the SP's configuration. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  samlproof: [null, { option: true, scope: 'worker' }],
  sp: [
    async ({ samlproof }, use) => {
      if (samlproof === null) {
        throw new Error("samlproof: no target. Say test.use({ samlproof: { target: 'target.yaml' } }).");
      }
      await use(await loadTarget(samlproof.target));
    },
    { scope: 'worker' },
  ],
  idp: [
    async ({ samlproof, sp }, use) => {
      const host = await startHost({
        target: sp,
        catalogue: await loadCatalogue(variantFactsOf(sp)),
        state: samlproof?.state ?? '.samlproof',
        ...(samlproof?.idpUrl === undefined ? {} : { baseUrl: samlproof.idpUrl }),
      });
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
  driver: [
    async ({ browser, idp }, use) => {
      const driver = await driverFor(browser, idp);
      await use(driver);
      await driver.close();
    },
    { scope: 'worker' },
  ],
  signIn: async ({ sp, idp, driver }, use) => {
    const out = await mkdtemp(join(tmpdir(), 'samlproof-fixture-'));
    await use((deviation = {}) => signInOnce(deviation, sp, idp, driver, out));
    await rm(out, { recursive: true, force: true });
  },
  arm: async ({ sp, idp, context }, use) => {
    await use(async (deviation = {}) => {
      const { cookie } = await idp.port.arm(orderOf(deviation, sp));
      await context.addCookies([cookie]);
    });
  },
});

/** Playwright's `expect` with `toBeSignedInAs(identity)` and `toBeRefused()`, for what `signIn` gives. */
export const expect = baseExpect.extend({
  toBeSignedInAs(received: SignIn, identity: string) {
    const pass = received.outcome === 'signed-in' && received.identity === identity;
    return {
      pass,
      name: 'toBeSignedInAs',
      expected: identity,
      actual: received.identity ?? received.outcome,
      message: () =>
        `expected the service provider ${pass ? 'not ' : ''}to sign in «${identity}»; it ${received.reason}`,
    };
  },
  toBeRefused(received: SignIn) {
    const pass = received.outcome === 'refused';
    return {
      pass,
      name: 'toBeRefused',
      expected: 'refused',
      actual: received.outcome,
      message: () => `expected the service provider ${pass ? 'not ' : ''}to refuse; it ${received.reason}`,
    };
  },
});
