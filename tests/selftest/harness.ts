/** Runs cases against a sample SP in this process, over HTTP, and judges them as `samlproof run` does. */

import { rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSample, type SampleOptions } from '../../demo/index.ts';
import { memoryState, type RunningIdp } from '../../idp/index.ts';
import { secondEntityId } from '../../idp/protocol/second-idp.ts';
import { keyring } from '../../idp/tenant/keys.ts';
import type { CaseResult } from '../../reports/result.ts';
import type { Case } from '../../scenarios/case.ts';
import { loadCatalogue, type Catalogue } from '../../scenarios/catalogue.ts';
import { openHost } from '../../scenarios/host.ts';
import { controlsOf } from '../../scenarios/judge.ts';
import { caseResultsOf } from '../../scenarios/result-of.ts';
import { runConformance, type RunOutcome } from '../../scenarios/run/index.ts';
import { loadTarget, type Target } from '../../scenarios/target.ts';

/** Making keys takes longer than most runs; one set serves a whole worker. */
const keys: Record<string, string> = {};

export function stateWithKeys(): ReturnType<typeof memoryState> {
  if (Object.keys(keys).length === 0) {
    const first = memoryState();
    const ring = keyring(first, () => new Date());
    for (const name of ['idp', 'idpNext', 'rsa4096', 'expired', 'second', 'idpFresh', 'removed'] as const) {
      ring(name);
      keys[`keys/${name}.json`] = first.read(`keys/${name}.json`) ?? '';
    }
  }
  return memoryState({ ...keys });
}

/** What the samples are told of the identity providers: every certificate that is published, and the second one. */
function trustOf(idp: RunningIdp): Omit<SampleOptions, 'kind'> {
  const { entityId, ssoUrl } = idp;
  const certificates = (['idp', 'idpNext', 'rsa4096', 'expired'] as const).map((name) => idp.certificate(name));
  return {
    idp: { entityId, ssoUrl, certificates, also: ['next', 'rsa4096', 'expired'], metadataUrl: idp.metadataUrl('saml') },
    secondIdp: { entityId: secondEntityId, certificates: [idp.certificate('second')] },
    lendKey: true,
    domains: ['contoso.com'],
    forceAuthn: true,
    signRequests: true,
  };
}

/** The catalogue as the samples' profiles see it: they require `email`. */
export function sampleCatalogue(): Promise<Catalogue> {
  return loadCatalogue({ requiredClaims: ['email'], clockSkewSeconds: 180 });
}

/** Cases that have to be asked for are asked, too. */
export const switches = { resilience: true };

export type Observed = Pick<RunOutcome, 'controls' | 'observations'>;

export function judged(
  catalogue: Catalogue,
  cases: Case[],
  target: Target,
  ssoUrl: string,
  seen: Observed,
): CaseResult[] {
  const metadataFindings = target.sp.metadata?.findings ?? [];
  return caseResultsOf({
    cases,
    observations: seen.observations,
    controls: controlsOf(seen.controls, target, { ssoUrl, metadataFindings, switches }),
    target,
    catalogueIds: catalogue.cases.map(({ id }) => id),
    now: new Date(),
  }).cases;
}

export interface Trial {
  cases: Case[];
  sample: Omit<SampleOptions, 'idp'>;
  change?: (profile: Record<string, unknown>) => void;
}

/** @returns the results by case id */
export async function trial(
  catalogue: Catalogue,
  { cases, sample: options, change }: Trial,
): Promise<Map<string, CaseResult>> {
  const out = await mkdtemp(path.join(tmpdir(), 'samlproof-selftest-'));
  const opened = await openHost({ catalogue, baseUrl: 'http://127.0.0.1:0', state: stateWithKeys() });
  const sample = await startSample({ ...options, ...trustOf(opened.idp) });
  try {
    const profile = sample.profile();
    change?.(profile);
    const file = path.join(out, 'target.json');
    await writeFile(file, JSON.stringify(profile));
    const target = await loadTarget(file);
    const host = opened.admit(target);
    const outcome = await runConformance({
      target,
      cases,
      host,
      driver: 'http',
      version: 'selftest',
      out,
      workers: 4,
      switches,
    });
    const results = judged(catalogue, cases, target, host.idp.ssoUrl, outcome);
    return new Map(results.map((one) => [one.id, one]));
  } finally {
    await sample.close();
    await opened.close();
    await rm(out, { recursive: true, force: true });
  }
}

/** Names that a case gives for the check forgotten, or for the strictness added. */
export function names(list: string | string[] | undefined): string[] {
  return [list ?? []].flat();
}

/** A miss: the case has told that something is wrong. */
export function isRed(result: CaseResult | undefined): boolean {
  return result?.verdict === 'fail' || result?.verdict === 'warn' || (result?.findings?.length ?? 0) > 0;
}
