/** The points of the response that the sources tell in two ways, applied to an honest plan (reference: entra.md section 4). */

import type { Switches } from '../tenant/switches.ts';
import { shifted } from './instants.ts';
import type { AssertionPlan, AuthnRequest, ResponsePlan } from './types.ts';

const minute = 60_000;

/** The plan as the switches want it; the same object while all have their defaults. */
export function asSwitched(
  plan: ResponsePlan,
  switches: Switches,
  request: AuthnRequest | undefined,
  now: Date,
): ResponsePlan {
  const { conditionsWindow, confirmationWindow, requestedContextEchoed } = switches;
  if (conditionsWindow === 'observed' && confirmationWindow === 'observed' && !requestedContextEchoed) return plan;
  const [requested] = request?.requestedAuthnContext?.classRefs ?? [];
  const changed = (assertion: AssertionPlan): AssertionPlan => {
    const { conditions, subject } = assertion;
    return {
      ...assertion,
      ...(conditionsWindow === 'documented' && conditions !== undefined
        ? { conditions: { ...conditions, notBefore: shifted(now, 0), notOnOrAfter: shifted(now, 70 * minute) } }
        : {}),
      ...(confirmationWindow === 'documented' && subject !== undefined
        ? {
            subject: {
              ...subject,
              confirmations: subject.confirmations.map((one) => ({
                ...one,
                data: { ...one.data, notOnOrAfter: shifted(now, 5 * minute) },
              })),
            },
          }
        : {}),
      ...(requestedContextEchoed && requested !== undefined
        ? { authnStatements: assertion.authnStatements.map((one) => ({ ...one, classRef: requested })) }
        : {}),
    };
  };
  return { ...plan, assertions: plan.assertions.map(changed) };
}
