/** The subject's and the victim's honest sign-in: whether a run makes sense at all, how long the SP takes, what strangers see. */

import { patientSettling, type Driver, type Settling, type SignInProfile } from '../drive/driver.ts';
import { sameOrigin } from '../drive/site.ts';
import type { Observation } from '../observation.ts';
import type { Target } from '../target.ts';
import type { ControlPlan } from '../twins.ts';
import { collect, judged, type CollectContext } from './collect.ts';
import type { Hear } from './engine.ts';
import { controlItem } from './items.ts';
import { learnSettling, type Visited } from './settling.ts';
import { transientIdentity, whyNotSignedIn } from './vital-signs.ts';

export interface Preflight {
  settling: Settling;
  /** Why a run would prove nothing; null when the subject was signed in. */
  stopped: string | null;
  /** The profiles, with what was learned about the protected page. */
  profiles: CollectContext['profiles'];
}

/** Both controls, patiently. Without the subject's sign-in nothing else is tried. */
export async function preflight(
  plans: ControlPlan[],
  target: Target,
  driver: Driver,
  idpUrl: string,
  common: Omit<CollectContext, 'driver' | 'settling'>,
  hear: Hear,
): Promise<Preflight> {
  const { stepSeconds } = target.limits;
  const visited: Visited[] = [];
  for (const plan of plans) {
    const item = controlItem(plan, target);
    const onVisit: CollectContext['onVisit'] = (visit, journey) => void visited.push({ visit, journey });
    const observation: Observation = await collect(item, { ...common, driver, settling: patientSettling, onVisit });
    const goOn = await hear(item, observation);
    if (plan.name === 'subject' && judged(observation)?.protectedPage?.signedIn !== true) {
      const stopped = `the subject's honest sign-in does not work: ${whyNotSignedIn(observation)}`;
      return { settling: patientSettling, stopped, profiles: common.profiles };
    }
    const restless = plan.name === 'subject' ? transientIdentity(observation) : null;
    if (restless !== null) return { settling: patientSettling, stopped: restless, profiles: common.profiles };
    if (!goOn) break;
  }
  const settling = learnSettling(visited, stepSeconds);
  const { subject, victim } = common.profiles;
  const openToAll = await openToStrangers(driver, subject, settling, idpUrl);
  const told = (profile: SignInProfile): SignInProfile => ({
    ...profile,
    protectedPage: { ...profile.protectedPage, ...(openToAll === undefined ? {} : { openToAll }) },
  });
  return { settling, stopped: null, profiles: { subject: told(subject), victim: told(victim) } };
}

/**
 * Whether a visitor who never signed in fulfils the signed-in condition: a page that asks to sign in may answer 200 as well.
 * Without a look at it every refusal would show an open page that names nobody. Undefined where the condition tells them apart.
 */
export async function openToStrangers(
  driver: Driver,
  profile: SignInProfile,
  settling: Settling,
  idpUrl: string,
): Promise<SignInProfile['protectedPage']['openToAll']> {
  const { signedOut, identity } = profile.protectedPage;
  if (signedOut !== undefined || identity === undefined) return undefined;
  const stranger = await driver.newVisitor(profile, settling);
  try {
    const { page } = await stranger.openProtectedPage();
    const open = page !== null && page.signedIn && !page.identity && !sameOrigin(page.finalUrl, idpUrl);
    return open ? { shows: page.identity === '' ? '' : null } : undefined;
  } finally {
    await stranger.close();
  }
}
