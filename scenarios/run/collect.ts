/** Does one item of a run and gives its observation: tries again what did not finish, and asks whether the SP still lives. */

import type { Driver, Hoped, Journey, OwnerHelp, PageVisit, Settling, SignInProfile } from '../drive/driver.ts';
import { NeedsBrowserError } from '../drive/driver.ts';
import type { Network } from '../drive/http-network.ts';
import type { IdpPort } from '../drive/idp-port.ts';
import { perform } from '../drive/procedures.ts';
import { runHook } from '../drive/roll-over-hook.ts';
import type { ExchangeFacts, Observation } from '../observation.ts';
import type { RunItem } from './items.ts';
import { screenshotPolicy } from './screenshots.ts';

export interface CollectContext {
  driver: Driver;
  /** For sign-ins that are only started; absent: `driver`. */
  requestDriver?: Driver;
  idp: IdpPort;
  profiles: { subject: SignInProfile; victim: SignInProfile };
  settling: Settling;
  /** Output folder. */
  out: string;
  screenshots: boolean;
  /** The way to hooks that are URLs; absent: direct. */
  network?: Network;
  onVisit?: (visit: PageVisit, journey: Journey) => void;
}

/** Failures that may be the SP's breaking down. */
const brokenSteps = new Set(['start', 'steps', 'acs', 'replay', 'after-sign-in', 'protected-page']);

/**
 * Never throws but for a `NeedsBrowserError`: a mistake of the harness stands in `harnessError`.
 */
export async function collect(item: RunItem, context: CollectContext): Promise<Observation> {
  const started = Date.now();
  const observation: Observation = {
    id: item.id,
    startedAt: new Date(started).toISOString(),
    durationMs: 0,
    exchanges: [],
    recovered: null,
    canaryHits: [],
    harnessError: null,
    attempts: 0,
  };
  try {
    do {
      observation.attempts += 1;
      observation.exchanges = await exchangesOf(item, context);
    } while (observation.attempts < 2 && judged(observation)?.failure);
    if (item.control === null && looksBroken(observation)) observation.recovered = await stillSignsIn(item, context);
  } catch (error) {
    if (error instanceof NeedsBrowserError) throw error;
    observation.harnessError = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  observation.durationMs = Date.now() - started;
  return observation;
}

/**
 * Where either is right a refusal is the plain one: a welcome may be somebody else's. An inspection with no procedure of its own looks at
 * a refusal. Controls and all other inspections are looked at as they are.
 */
function hopeOf({ expect, procedure }: RunItem): Hoped | undefined {
  if (expect === 'accept') return 'welcome';
  return expect === 'reject' || expect === 'either' || procedure.kind === 'inspect' ? 'refusal' : undefined;
}

async function exchangesOf(item: RunItem, context: CollectContext): Promise<ExchangeFacts[]> {
  const { driver, requestDriver, idp, profiles, settling, onVisit } = context;
  return await perform(item.procedure, {
    driver,
    idp,
    settling,
    profile: profiles[item.user],
    people: profiles,
    // A refusal that is expected needs no page to say that it is over; whatever surprises is to have its picture.
    order: item.expect === 'reject' ? { ...item.order, over: 'nothing' } : item.order,
    hoped: hopeOf(item),
    initiated: item.initiated,
    screenshot: context.screenshots ? screenshotPolicy(item, context.out) : () => null,
    hook: (name) => hookNamed(name, profiles.subject.owner, context.network),
    ...(requestDriver === undefined ? {} : { requestDriver }),
    ...(onVisit === undefined ? {} : { onVisit }),
  });
}

async function hookNamed(name: string, owner?: OwnerHelp, network?: Network): Promise<string | null> {
  const hook = Object.entries(owner?.hooks ?? {}).find(([key]) => key === name)?.[1];
  if (owner === undefined || hook === undefined) return `the profile has no hooks.${name}`;
  const trouble = await runHook(hook, { folder: owner.folder, network });
  return trouble === null ? null : `hooks.${name}: ${trouble}`;
}

/** The exchange that the verdict is about; a procedure that ended early has only its preparation. */
export function judged(observation: Observation): ExchangeFacts | undefined {
  return observation.exchanges.findLast((one) => one.role === 'judged') ?? observation.exchanges.at(-1);
}

function looksBroken(observation: Observation): boolean {
  const failure = judged(observation)?.failure;
  return failure !== null && failure !== undefined && brokenSteps.has(failure.step);
}

/** One honest sign-in of the same person, not recorded. */
async function stillSignsIn(item: RunItem, context: CollectContext): Promise<boolean> {
  const { case: _case, ...order } = item.order;
  const honest: RunItem = { ...item, order, procedure: { kind: 'signIn' }, expect: 'control' };
  const [exchange] = await exchangesOf(honest, { ...context, screenshots: false });
  return exchange?.protectedPage?.signedIn === true;
}
