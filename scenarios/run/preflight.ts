/** The subject's and the victim's honest sign-in: whether a run makes sense at all, and how long the SP takes. */

import { patientSettling, type Driver, type Settling } from '../drive/driver.ts';
import type { Observation } from '../observation.ts';
import type { Target } from '../target.ts';
import type { ControlPlan } from '../twins.ts';
import { collect, judged, type CollectContext } from './collect.ts';
import type { Hear } from './listening.ts';
import { controlItem } from './items.ts';
import { learnSettling, type Visited } from './settling.ts';
import { whyNotSignedIn } from './vital-signs.ts';

export interface Preflight {
  settling: Settling;
  /** Why a run would prove nothing; null when the subject was signed in. */
  stopped: string | null;
}

/** Both controls, patiently. Without the subject's sign-in nothing else is tried. */
export async function preflight(
  plans: ControlPlan[],
  target: Target,
  driver: Driver,
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
      return { settling: patientSettling, stopped };
    }
    if (!goOn) break;
  }
  return { settling: learnSettling(visited, stepSeconds), stopped: null };
}
