/** A run against a fake that does not end early: every case is driven and judged, whatever the honest sign-ins came to. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startFake, type FakeKind } from '../../demo/fakes.ts';
import { selfSignedCertificate } from '../../demo/index.ts';
import { createPolicy } from '../../demo/strict/policy.ts';
import { metadata } from '../../demo/strict/site/metadata.ts';
import type { CaseResult } from '../../reports/result.ts';
import { capabilities } from '../../scenarios/capabilities.ts';
import type { Case } from '../../scenarios/case.ts';
import type { Catalogue } from '../../scenarios/catalogue.ts';
import { patientSettling } from '../../scenarios/drive/driver.ts';
import { httpDriver } from '../../scenarios/drive/http.ts';
import { openHost, type RunHost } from '../../scenarios/host.ts';
import { gateOf } from '../../scenarios/judge.ts';
import { workThrough, type Hear } from '../../scenarios/run/engine.ts';
import { controlItem, drivenCases, orderItems } from '../../scenarios/run/items.ts';
import { loadTarget, type Target } from '../../scenarios/target.ts';
import { controlsFor } from '../../scenarios/twins.ts';
import { judged, stateWithKeys, switches, type Observed } from './harness.ts';

const [own, next] = [selfSignedCertificate('sp.invalid'), selfSignedCertificate('next.sp.invalid')];
const derOf = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

/** The profile of somebody who claims to support everything, with metadata that are as they should be. */
function boastful(profile: Record<string, unknown>, metadataFile: string): Record<string, unknown> {
  const { sp, idp, ...rest } = profile as Record<string, Record<string, unknown>>;
  const { signing: _any, ...settings } = idp ?? {};
  return {
    ...rest,
    sp: { ...sp, metadata: metadataFile, signingKey: own.key },
    idp: { ...settings, second: true, domains: ['contoso.com'], certificates: ['next', 'rsa4096', 'expired'] },
    hooks: { afterRollOver: 'true', afterKeyRemoval: 'true' },
    capabilities,
  };
}

interface Facts {
  host: RunHost;
  target: Target;
  cases: Case[];
}

async function observe({ host, target, cases }: Facts): Promise<Observed> {
  const driven = drivenCases(cases, target, switches);
  const [subject, victim, ...shapes] = controlsFor(driven, target);
  const items = [subject, victim].flatMap((plan) => (plan === undefined ? [] : [controlItem(plan, target)]));
  items.push(...orderItems(shapes, driven, target));
  const seen: Observed = { controls: [], observations: new Map() };
  const driver = httpDriver({ idp: host.idp, userAgent: 'samlproof/selftest run/fake' });
  const profiles = { subject: host.profileFor('subject'), victim: host.profileFor('victim') };
  try {
    const context = { driver, idp: host.port, profiles, settling: patientSettling, out: '', screenshots: false };
    const hear: Hear = (item, observation) => {
      if (item.control === null) seen.observations.set(item.id, observation);
      else seen.controls.push({ plan: item.control, observation });
      return Promise.resolve(true);
    };
    await workThrough(items, context, hear, { workers: 4, itemTimeoutMs: 120_000 });
  } finally {
    await driver.close();
  }
  return seen;
}

/** @returns every case's result, and what a gate makes of them */
export async function trialOfFake(
  catalogue: Catalogue,
  kind: FakeKind,
): Promise<{ results: CaseResult[]; code: number }> {
  const out = await mkdtemp(path.join(tmpdir(), 'samlproof-fake-'));
  const opened = await openHost({ catalogue, baseUrl: 'http://127.0.0.1:0', state: stateWithKeys() });
  const { entityId, ssoUrl } = opened.idp;
  const fake = await startFake({ kind, idp: { entityId, ssoUrl, certificates: [opened.idp.certificate()] } });
  try {
    const [sloUrl, certificate] = [`${fake.baseUrl}/saml/slo`, derOf(own.cert)];
    const certificates = { signingCertificate: certificate, encryptionCertificates: [certificate, derOf(next.cert)] };
    const flags = { wantAssertionsSigned: false, authnRequestsSigned: false, policy: createPolicy() };
    await writeFile(path.join(out, 'sp.xml'), metadata({ ...fake, sloUrl, ...certificates, ...flags }));
    const file = path.join(out, 'target.json');
    await writeFile(file, JSON.stringify(boastful(fake.profile(), 'sp.xml')));
    const target = await loadTarget(file);
    const { cases } = catalogue;
    const seen = await observe({ host: opened.admit(target), target, cases });
    const results = judged(catalogue, cases, target, ssoUrl, seen);
    return { results, code: gateOf(results, { failOn: 'must', strict: false }).code };
  } finally {
    await fake.close();
    await opened.close();
    await rm(out, { recursive: true, force: true });
  }
}
