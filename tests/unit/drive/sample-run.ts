/** A whole run against a sample SP, in memory and on random ports. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSample, type Sample, type SampleOptions } from '../../../demo/index.ts';
import { loadCatalogue, type Catalogue } from '../../../scenarios/catalogue.ts';
import { openHost, type RunHost } from '../../../scenarios/host.ts';
import { loadTarget, type Target } from '../../../scenarios/target.ts';

export interface SampleRun {
  catalogue: Catalogue;
  host: RunHost;
  sample: Sample;
  target: Target;
  out: string;
  close: () => Promise<void>;
}

export async function sampleRun(
  sp: Omit<SampleOptions, 'idp'>,
  change: (profile: Record<string, unknown>) => Record<string, unknown> = (profile) => profile,
): Promise<SampleRun> {
  const out = await mkdtemp(join(tmpdir(), 'samlproof-test-'));
  const catalogue = await loadCatalogue();
  const host = await openHost({ catalogue, baseUrl: 'http://127.0.0.1:0' });
  const { entityId, ssoUrl } = host.idp;
  const sample = await startSample({ ...sp, idp: { entityId, ssoUrl, certificates: [host.idp.certificate()] } });
  const file = join(out, 'target.json');
  await writeFile(file, JSON.stringify(change(sample.profile())));
  const target = await loadTarget(file);
  return {
    catalogue,
    host: host.admit(target),
    sample,
    target,
    out,
    close: async () => {
      await sample.close();
      await host.close();
      await rm(out, { recursive: true, force: true });
    },
  };
}
