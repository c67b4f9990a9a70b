/** The claims view: what is sent beside what the SP shows, and which claims it cannot do without. */

import { adviceFor, compareClaims, type ComparedClaim } from './claims-compare.ts';
import { sentClaims } from './claims-of-run.ts';
import { patientSettling, type Driver } from './drive/driver.ts';
import { openHost, type OpenHostOptions, type RunHost } from './host.ts';
import type { ExchangeFacts } from './observation.ts';
import { collect, judged } from './run/collect.ts';
import { controlItem } from './run/items.ts';
import { networkOf, type Network } from './drive/http-network.ts';
import { browserLaunch, openDriver } from './run/open-driver.ts';
import { whyNotSignedIn } from './run/vital-signs.ts';
import { loadTarget, type Target } from './target.ts';

export interface ClaimsViewOptions extends Omit<OpenHostOptions, 'catalogue'> {
  /** Path of the target profile. */
  profile: string;
  driver: 'browser' | 'http';
  /** Default: what the environment says. */
  network?: Network;
  version: string;
  /** Hears what is being done, in one sentence. */
  say?: (sentence: string) => void;
}

export interface ClaimRow extends ComparedClaim {
  /** The person is not signed in when it is left out. */
  required: boolean;
  advice: string;
}

export interface ClaimsView {
  schemaVersion: 1;
  target: string;
  user: string;
  nameId: { sent: string; shown: string | null };
  claims: ClaimRow[];
}

/** The view cannot be made: the profile lacks the probe (exit code 3), or the honest sign-in does not work (2). */
export class ClaimsViewError extends Error {
  readonly code: 'no-attributes-probe' | 'not-signed-in';
  readonly exitCode: number;

  constructor(code: ClaimsViewError['code'], message: string) {
    super(message);
    this.code = code;
    this.exitCode = code === 'no-attributes-probe' ? 3 : 2;
  }
}

/**
 * Signs in once as it is, then once without each claim.
 * @throws {ProfileError} {ClaimsViewError} {NeedsBrowserError} {NoBrowserError} ListenError TenantError
 */
export async function claimsView(options: ClaimsViewOptions): Promise<ClaimsView> {
  const { profile, driver: kind, version, say = () => undefined, network: given, ...hostOptions } = options;
  const network = given ?? (await networkOf());
  const target = await loadTarget(profile, { network });
  if (target.protectedPage.attributes === undefined) {
    throw new ClaimsViewError(
      'no-attributes-probe',
      `${profile} does not say where the SP shows what it took over. Add it to the profile, for example:\n` +
        '  protectedPage:\n    attributes: { json: /attributes }      # or { selector: "#profile" }',
    );
  }
  const catalogue = { list: () => [], mutationOf: () => undefined };
  const host = (await openHost({ ...hostOptions, catalogue })).admit(target);
  try {
    const browser = kind === 'browser' ? await browserLaunch(false, say, network, host) : null;
    const userAgent = `samlproof/${version} run/claims`;
    const driver = await openDriver({ browser, idp: host.idp, userAgent, loadEverything: false, network });
    try {
      return await viewOf(target, host, driver, say);
    } finally {
      await driver.close();
    }
  } finally {
    await host.close();
  }
}

async function viewOf(target: Target, host: RunHost, driver: Driver, say: (line: string) => void): Promise<ClaimsView> {
  const whole = await signIn(target, host, driver);
  const [assertion] = whole.exchange?.transcript?.answers.at(-1)?.plan.assertions ?? [];
  if (whole.exchange?.protectedPage?.signedIn !== true || assertion === undefined) {
    throw new ClaimsViewError(
      'not-signed-in',
      `The honest sign-in does not work: ${whole.why}. Run samlproof doctor first.`,
    );
  }
  const { identity, attributes } = whole.exchange.protectedPage;
  const rows: ClaimRow[] = [];
  for (const compared of compareClaims(sentClaims(assertion), attributes)) {
    say(`without ${compared.name}`);
    const { exchange } = await signIn(target, host, driver, compared.name);
    const required = exchange?.protectedPage?.signedIn !== true;
    rows.push({ ...compared, required, advice: adviceFor(compared) });
  }
  const nameId = { sent: assertion.subject?.nameId?.value ?? '', shown: identity };
  return { schemaVersion: 1, target: target.name, user: target.users.subject, nameId, claims: rows };
}

async function signIn(
  target: Target,
  host: RunHost,
  driver: Driver,
  without?: string,
): Promise<{ exchange: ExchangeFacts | undefined; why: string }> {
  const item = controlItem({ name: 'subject', shape: { user: 'subject' } }, target, `claims-${without ?? 'all'}`);
  const order = without === undefined ? item.order : { ...item.order, plan: { claims: { [without]: null } } };
  const profiles = { subject: host.profileFor('subject'), victim: host.profileFor('victim') };
  const observation = await collect(
    { ...item, order },
    { driver, idp: host.port, profiles, settling: patientSettling, out: '.', screenshots: false },
  );
  if (observation.harnessError !== null) throw new Error(observation.harnessError);
  return { exchange: judged(observation), why: whyNotSignedIn(observation) };
}
