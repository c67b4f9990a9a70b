/** The demonstration: a sample SP that trusts our identity provider, and a run against it. */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checks, type Sample, selfSignedCertificate, startSample, strictnesses } from '../demo/index.ts';
import { describeIdp } from '../idp/describe.ts';
import { nearest } from '../scenarios/catalogue-nearest.ts';
import type { DemoOptions } from './commands/demo.ts';
import { runCommand } from './conformance.ts';
import { exitCodes, UsageError } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { serve } from './serve.ts';

/** @returns 0 once every case has a verdict, whatever it is; else the code of the run */
export async function demoCommand(options: DemoOptions): Promise<number> {
  const sample = await startDemoSample(options);
  try {
    const profile = path.join(options.out, 'target.json');
    await mkdir(options.out, { recursive: true });
    await writeFile(profile, `${JSON.stringify(sample.profile(), null, 2)}\n`);
    process.stderr.write(`Sample service provider on ${sample.kind} at ${sample.baseUrl}\n`);
    if (options.serve) return await keepServing(options, profile, sample);
    const code = await runCommand(
      {
        ...options,
        target: profile,
        failOn: 'must',
      },
      { sampleOptions: printable(sample.options) },
    );
    if (code !== exitCodes.ok && code !== exitCodes.conformance) return code;
    if (!options.json) process.stdout.write(`A gate would have returned ${code}; a demonstration ends with 0.\n`);
    return exitCodes.ok;
  } finally {
    await sample.close();
  }
}

async function keepServing(options: DemoOptions, profile: string, sample: Sample): Promise<number> {
  process.stdout.write(`Sign in at          ${sample.loginUrl}\nWho is signed in    ${sample.meUrl}\n`);
  await serve(
    { ...options, target: [profile] },
    interruptible(() => undefined),
  );
  return exitCodes.ok;
}

async function startDemoSample(options: DemoOptions): Promise<Sample> {
  const idp = await describeIdp({
    state: options.state,
    baseUrl: options.idpUrl,
    second: true,
    alsoKeys: ['idpNext', 'rsa4096', 'expired'],
  });
  const { entityId, ssoUrl, certificateBase64, alsoCertificates, second } = idp;
  const metadataUrl = ssoUrl.replace(/saml2$/, 'federationmetadata/2007-06/federationmetadata.xml?form=saml');
  return startSample({
    kind: options.sp,
    idp: {
      entityId,
      ssoUrl,
      certificates: [certificateBase64, ...alsoCertificates],
      also: ['next', 'rsa4096', 'expired'],
      metadataUrl,
    },
    ...(second === undefined
      ? {}
      : { secondIdp: { entityId: second.entityId, certificates: [second.certificateBase64] } }),
    // Served for others to run against, the profile is read in another process, which has no such variable.
    lendKey: options.serve !== true && options.sp === 'strict',
    ...(options.sp === 'strict' ? { domains: ['contoso.com'], forceAuthn: true, signRequests: true } : {}),
    forget: known(options.forget ?? [], checks, '--forget'),
    overStrict: known(options.overStrict ?? [], strictnesses, '--over-strict'),
    ...(options.spHttps ? { https: selfSignedCertificate('localhost') } : {}),
  });
}

function known<Name extends string>(names: string[], table: Record<Name, string>, option: string): Name[] {
  const all = Object.keys(table);
  const unknown = names.filter((name) => !Object.hasOwn(table, name));
  if (unknown.length > 0) {
    const meant = unknown.map((name) => {
      const near = nearest(name, all);
      return `«${name}»${near === null ? '' : ` (did you mean ${near}?)`}`;
    });
    throw new UsageError(`${option} knows no ${meant.join(', ')}. It knows: ${all.join(', ')}.`);
  }
  return names as Name[];
}

function printable(options: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
