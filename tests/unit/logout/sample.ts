/** Logout cases against our own sample over HTTP: one IdP, a sample per switch. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSample, type Sample, type SampleOptions } from '../../../demo/index.ts';
import { assemble, loadCatalogue } from '../../../scenarios/catalogue.ts';
import { openHost, type Host } from '../../../scenarios/host.ts';
import { controlsOf, judge, type Judgement } from '../../../scenarios/judge.ts';
import { runConformance, type RunOutcome } from '../../../scenarios/run/index.ts';
import { loadTarget, type Target } from '../../../scenarios/target.ts';
import type { Case } from '../../../scenarios/case.ts';

export interface Bench {
  cases: Case[];
  host: Host;
  run: (sp: Partial<SampleOptions>, driver?: 'http' | 'browser') => Promise<Judged>;
  close: () => Promise<void>;
}

export interface Judged {
  outcome: RunOutcome;
  target: Target;
  judgements: Record<string, Judgement>;
}

export async function startBench(choose: (one: Case) => boolean = () => true): Promise<Bench> {
  const out = await mkdtemp(join(tmpdir(), 'samlproof-logout-'));
  const cases = (await loadCatalogue()).cases.filter((one) => one.area === 'logout' && choose(one));
  const host = await openHost({ catalogue: assemble(cases), baseUrl: 'http://127.0.0.1:0' });
  const { entityId, ssoUrl } = host.idp;

  async function judged(sample: Sample, driver: 'http' | 'browser'): Promise<Judged> {
    const file = join(out, 'target.json');
    // Samples on libraries claim no single logout, because they take no request of the IdP's.
    await writeFile(file, JSON.stringify({ ...sample.profile(), capabilities: ['single-logout'] }));
    const target = await loadTarget(file);
    const outcome = await runConformance({ target, host: host.admit(target), out, cases, driver, version: '0' });
    const controls = controlsOf(outcome.controls, target, { ssoUrl });
    const judgements = cases.map((one) => [
      one.id,
      judge(one, outcome.observations.get(one.id) ?? null, controls, target),
    ]);
    return { outcome, target, judgements: Object.fromEntries(judgements) as Judged['judgements'] };
  }

  return {
    cases,
    host,
    run: async (sp, driver = 'http') => {
      const certificates = [host.idp.certificate()];
      const sample = await startSample({ kind: 'strict', idp: { entityId, ssoUrl, certificates }, ...sp });
      try {
        return await judged(sample, driver);
      } finally {
        await sample.close();
      }
    },
    close: async () => {
      await host.close();
      await rm(out, { recursive: true, force: true });
    },
  };
}
