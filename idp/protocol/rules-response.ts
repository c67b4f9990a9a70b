/** The points of the response that the sources tell in two ways, applied to an honest plan (reference: entra.md section 4). */

import { groupsClaim, groupsLinkClaim, roleClaim } from '../claims/names.ts';
import type { Switches } from '../tenant/switches.ts';
import { contentEncryption, keyTransport } from './algorithms.ts';
import { shifted } from './instants.ts';
import type { AssertionPlan, AuthnRequest, Conditions, EncryptionPlan, ResponsePlan } from './types.ts';

const minute = 60_000;

const contentAlgorithms: Record<Switches['encryptionContent'], string> = {
  'aes256-cbc': contentEncryption.aes256Cbc,
  'aes256-gcm': contentEncryption.aes256Gcm,
  'aes128-cbc': contentEncryption.aes128Cbc,
  'aes128-gcm': contentEncryption.aes128Gcm,
};

const keyAlgorithms: Record<Switches['encryptionKey'], string> = {
  'rsa-oaep-mgf1p': keyTransport.rsaOaepMgf1p,
  'rsa-oaep': keyTransport.rsaOaep,
  'rsa-1_5': keyTransport.rsa15,
};

/** Claims that the switch `groupsPosition` moves. */
const memberships = [groupsClaim, groupsLinkClaim, roleClaim];
const isMembership = ({ name }: { name: string }): boolean => memberships.includes(name);

const later = (instant: string | undefined, minutes: number): string | undefined =>
  instant === undefined ? undefined : shifted(new Date(instant), minutes * minute);

/** Both pages add to the lifetime, one ten minutes and one five. */
function windowOf(conditions: Conditions, wanted: Switches['conditionsWindow'], now: Date): Conditions {
  if (wanted === 'observed') return conditions;
  return wanted === 'documented'
    ? { ...conditions, notBefore: shifted(now, 0), notOnOrAfter: later(conditions.notOnOrAfter, 10) }
    : { ...conditions, notOnOrAfter: later(conditions.notOnOrAfter, 5) };
}

function encryptionOf(plan: EncryptionPlan, { encryptionContent, encryptionKey }: Switches): EncryptionPlan {
  return {
    ...plan,
    contentAlgorithm: contentAlgorithms[encryptionContent],
    keyAlgorithm: keyAlgorithms[encryptionKey],
  };
}

const areDefaults = (switches: Switches): boolean =>
  switches.conditionsWindow === 'observed' &&
  switches.confirmationWindow === 'observed' &&
  !switches.requestedContextEchoed &&
  switches.groupsPosition === 'core' &&
  switches.encryptionContent === 'aes256-cbc' &&
  switches.encryptionKey === 'rsa-oaep-mgf1p';

/** The plan as the switches want it; the same object while all have their defaults. */
export function asSwitched(
  plan: ResponsePlan,
  switches: Switches,
  request: AuthnRequest | undefined,
  now: Date,
): ResponsePlan {
  if (areDefaults(switches)) return plan;
  const { conditionsWindow, confirmationWindow, requestedContextEchoed, groupsPosition } = switches;
  const [requested] = request?.requestedAuthnContext?.classRefs ?? [];
  const changed = (assertion: AssertionPlan): AssertionPlan => {
    const { conditions, subject, attributes = [] } = assertion;
    return {
      ...assertion,
      ...(conditions === undefined ? {} : { conditions: windowOf(conditions, conditionsWindow, now) }),
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
      ...(groupsPosition === 'last' && attributes.some(isMembership)
        ? { attributes: [...attributes.filter((one) => !isMembership(one)), ...attributes.filter(isMembership)] }
        : {}),
      ...(requestedContextEchoed && requested !== undefined
        ? { authnStatements: assertion.authnStatements.map((one) => ({ ...one, classRef: requested })) }
        : {}),
    };
  };
  return {
    ...plan,
    assertions: plan.assertions.map(changed),
    encryption: plan.encryption === undefined ? undefined : encryptionOf(plan.encryption, switches),
  };
}
