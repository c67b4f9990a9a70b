/** Checks one thing after the other until an honest sign-in works; each failure names its step, address, picture and likeliest causes. */

import { mkdir } from 'node:fs/promises';
import { patientSettling, type Driver } from './drive/driver.ts';
import { makeAgents } from './drive/http-agents.ts';
import { makeClient } from './drive/http-client.ts';
import { explained, networkOf, type Network } from './drive/http-network.ts';
import { hintsOf, identityHint } from './doctor-hints.ts';
import { likeliestCauses, type DoctorStepName, type SignInTrouble } from './doctor-advice.ts';
import { openHost, type OpenHostOptions, type RunHost } from './host.ts';
import type { ExchangeFacts } from './observation.ts';
import { collect, judged } from './run/collect.ts';
import { controlItem } from './run/items.ts';
import { browserLaunch, openDriver } from './run/open-driver.ts';
import { droppedCookies, shortened, transientIdentity, whyNotSignedIn } from './run/vital-signs.ts';
import { loadTarget, type Target } from './target.ts';

export interface DoctorOptions extends Omit<OpenHostOptions, 'catalogue'> {
  /** Path of the target profile. */
  profile: string;
  driver: 'browser' | 'http';
  /** Default: what the environment says. */
  network?: Network;
  version: string;
  /** Where screenshots go. */
  out: string;
  say?: (sentence: string) => void;
  /** Hears each step as soon as it is done. */
  onStep?: (step: DoctorStep) => void;
}

export interface DoctorStep {
  name: DoctorStepName;
  ok: boolean;
  message: string;
  /** The three likeliest causes with what to do; empty when all is well. */
  advice: string[];
  /** Where the browser was last; null where none was involved. */
  url: string | null;
  /** Path relative to the output folder. */
  screenshot: string | null;
}

/** A step that did not succeed; carries everything that is shown. */
class StepTrouble extends Error {
  readonly facts: { trouble?: SignInTrouble; url?: string | null; screenshot?: string | null };

  constructor(message: string, facts: StepTrouble['facts'] = {}) {
    super(message);
    this.facts = facts;
  }
}

/** Beyond this, cases about time cannot be judged. */
const tolerableClockOffsetSeconds = 30;

/**
 * Runs the steps up to the first failure. What the target does is never thrown.
 * @throws {ProfileError} when the profile is wrong, {NoBrowserError}, ListenError, TenantError, {NeedsBrowserError}
 */
export async function runDoctor(options: DoctorOptions): Promise<{ ok: boolean; steps: DoctorStep[] }> {
  const { say = () => undefined } = options;
  const steps: DoctorStep[] = [];
  const step = async (name: DoctorStepName, check: () => Promise<string>): Promise<boolean> => {
    const done = await attempt(name, check);
    steps.push(done);
    options.onStep?.(done);
    return done.ok;
  };

  const network = options.network ?? (await networkOf());
  const target = await loadTarget(options.profile, { network });
  await step('profile', () =>
    Promise.resolve(`${target.name}: ${target.sp.entityId}, answers go to ${target.sp.acsUrl}`),
  );
  const userAgent = `samlproof/${options.version} run/doctor`;
  const host = (
    await openHost({ ...hostOptionsOf(options), catalogue: { list: () => [], mutationOf: () => undefined } })
  ).admit(target);
  try {
    const browser = options.driver === 'browser' ? await browserLaunch(false, say, network, host) : null;
    await step('browser', () => Promise.resolve(browser?.executablePath ?? 'none needed (http driver)'));
    await mkdir(options.out, { recursive: true });

    let offset: number | null = null;
    const reached = await step('reachability', async () => {
      offset = await reach(target, host, userAgent, network);
      return `${target.signIn.startUrl} and ${target.protectedPage.url} answer`;
    });
    if (!reached) return { ok: false, steps };
    if (!(await step('metadata', () => Promise.resolve(metadataMessage(target, host))))) return { ok: false, steps };
    if (!(await step('clock', () => Promise.resolve(clockMessage(offset))))) return { ok: false, steps };

    const driver = await openDriver({ browser, idp: host.idp, userAgent, loadEverything: false, network });
    try {
      const shown = new Map<string, string | null>();
      for (const [user, name] of people) {
        const ok = await step(name, async () => {
          const exchange = await signIn(user, target, host, driver, options.out);
          shown.set(user, exchange.protectedPage?.identity ?? null);
          const hints = user === 'subject' ? hintsOf(target, exchange.transcript?.requests[0]) : [];
          const done = `${target.users[user]} is signed in; the page shows «${shown.get(user) ?? 'nobody'}»`;
          return [done, ...hints].join('; ');
        });
        if (!ok) return { ok: false, steps };
      }
      const ok = await step('identity', async () => {
        const message = identityMessage(target, shown.get('subject') ?? null, shown.get('victim') ?? null);
        const again = await signIn('subject', target, host, driver, options.out);
        sameAgain(shown.get('subject') ?? null, again.protectedPage?.identity ?? null);
        const hint = identityHint(again);
        return hint === null ? message : `${message}; ${hint}`;
      });
      return { ok, steps };
    } finally {
      await driver.close();
    }
  } finally {
    await host.close();
  }
}

const people: ['subject' | 'victim', DoctorStepName][] = [
  ['subject', 'honest sign-in'],
  ['victim', 'sign-in of the victim'],
];

async function attempt(name: DoctorStepName, check: () => Promise<string>): Promise<DoctorStep> {
  try {
    return { name, ok: true, message: await check(), advice: [], url: null, screenshot: null };
  } catch (error) {
    if (!(error instanceof StepTrouble)) throw error;
    const { trouble = null, url = null, screenshot = null } = error.facts;
    return { name, ok: false, message: error.message, advice: likeliestCauses(name, trouble), url, screenshot };
  }
}

function hostOptionsOf({
  state,
  baseUrl,
  listen,
  https,
  log,
  clock,
  canaryUrl,
}: DoctorOptions): Omit<OpenHostOptions, 'catalogue'> {
  const given = { state, baseUrl, listen, https, log, clock, canaryUrl };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Any answer will do, whatever its status. Resolves to the SP's clock minus ours, seconds, or null. */
async function reach(target: Target, host: RunHost, userAgent: string, network: Network): Promise<number | null> {
  const agents = makeAgents(network);
  const timeoutMs = target.limits.stepSeconds * 1000;
  const client = makeClient({ agentOf: agents.of, ofIdp: () => false, userAgent, timeoutMs });
  const profile = host.profileFor('subject');
  try {
    for (const url of [profile.signIn.startUrl, profile.protectedPage.url]) {
      await client.send({ method: 'GET', url, initiator: null }).catch((error: Error) => {
        throw new StepTrouble(`no answer from ${url}: ${explained(network, url, error.message)}`, { url });
      });
    }
  } finally {
    await agents.close();
  }
  const dated = client.trail.find((step) => step.date !== undefined);
  const offset = Date.parse(dated?.date ?? '') - Date.parse(dated?.at ?? '');
  return Number.isNaN(offset) ? null : Math.round(offset / 100) / 10;
}

function metadataMessage({ sp }: Target, host: RunHost): string {
  const ours = `the SP must trust the IdP's metadata: ${host.idp.metadataUrl('entra', sp.entityId)} (issuer ${host.idp.entityId})`;
  if (sp.metadata === undefined) return `the profile names none; entityId and ACS come from the profile; ${ours}`;
  if (sp.metadata.entityId !== sp.entityId) {
    throw new StepTrouble(`the SP's metadata is of ${sp.metadata.entityId}, the profile says ${sp.entityId}`);
  }
  if (!sp.metadata.acs.some((endpoint) => endpoint.url === sp.acsUrl)) {
    throw new StepTrouble(`the SP's metadata has no ACS ${sp.acsUrl}, which the profile names`);
  }
  return `read, it fits the profile; ${ours}`;
}

function clockMessage(offset: number | null): string {
  if (offset === null) return 'the SP sends no Date header; its clock will be read from its requests';
  if (Math.abs(offset) > tolerableClockOffsetSeconds) {
    throw new StepTrouble(`the SP's clock is ${Math.abs(offset)} s ${offset > 0 ? 'ahead of' : 'behind'} ours`);
  }
  return `the SP's clock and ours agree within ${Math.max(1, Math.ceil(Math.abs(offset)))} s`;
}

async function signIn(
  user: 'subject' | 'victim',
  target: Target,
  host: RunHost,
  driver: Driver,
  out: string,
): Promise<ExchangeFacts> {
  const item = controlItem({ name: user, shape: { user } }, target, `doctor-${user}`);
  const profiles = { subject: host.profileFor('subject'), victim: host.profileFor('victim') };
  const context = { driver, idp: host.port, profiles, settling: patientSettling, out, screenshots: true };
  const observation = await collect(item, context);
  if (observation.harnessError !== null) throw new Error(observation.harnessError);
  const exchange = judged(observation);
  if (exchange?.protectedPage?.signedIn === true) {
    const restless = transientIdentity(observation);
    if (restless !== null) throw new StepTrouble(restless, { trouble: 'restless-identity' });
    return exchange;
  }
  const lost = exchange === undefined ? null : droppedCookies(exchange.trail);
  const url = exchange?.failure?.url ?? exchange?.protectedPage?.finalUrl;
  throw new StepTrouble([whyNotSignedIn(observation), ...(lost === null ? [] : [lost])].join('; '), {
    trouble: lost !== null ? 'cookie-dropped' : exchange === undefined ? 'not-started' : troubleOf(exchange),
    url: url ? shortened(url) : null,
    screenshot: exchange?.screenshot ?? null,
  });
}

/** As Node and as Chromium say it. */
const gaveNoAnswer = /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ERR_(?:CONNECTION|NAME_NOT_RESOLVED|ADDRESS|CERT|SSL)/;

/** Where an honest sign-in came to a halt. */
export function troubleOf({ reachedIdp, transcript, failure }: ExchangeFacts): SignInTrouble {
  if (!reachedIdp) {
    if (/[?&]SAMLRequest=/.test(failure?.url ?? '')) return 'sent-elsewhere';
    return failure !== null && gaveNoAnswer.test(failure.message) ? 'unreachable' : 'not-started';
  }
  if ((transcript?.refusals.length ?? 0) > 0 || transcript?.answers.length === 0) return 'refused-by-idp';
  return failure === null ? 'refused-by-sp' : 'not-delivered';
}

function identityMessage({ protectedPage }: Target, subject: string | null, victim: string | null): string {
  if (protectedPage.identity === undefined) throw new StepTrouble('the profile names no protectedPage.identity');
  const nothing = 'the identity probe finds nothing on the page, or an empty text';
  if (!subject || !victim) throw new StepTrouble(nothing, { trouble: 'no-identity' });
  if (subject === victim) throw new StepTrouble(`the page shows «${subject}» for both people`);
  return `«${subject}» and «${victim}» are told apart`;
}

/** Everything later is compared with what the first sign-in showed. */
function sameAgain(first: string | null, second: string | null): void {
  if (first === second) return;
  throw new StepTrouble(`the page showed «${first ?? ''}» at the first sign-in, «${second ?? ''}» at the second`, {
    trouble: 'restless-identity',
  });
}
