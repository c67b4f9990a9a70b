/** The steps of a roll-over as data: which key the metadata begins to hold, and what the owner must have done or be able to do. */

import type { OwnerHelp } from './driver.ts';

type Stated = OwnerHelp['certificates'][number];
type Hook = keyof OwnerHelp['hooks'];

export interface RollOverStep {
  /** Key by its name in the IdP's key ring. */
  key: string;
  /**
   * What the profile must state: the SP has taken this certificate over before the run. A hook would not do: where it has no
   * effect, the SP was never told of the key, and refuses it rightly.
   */
  stated?: Stated;
  /** Hooks that are needed, in the order in which they are used. */
  hooks: Hook[];
  /** The key is published, taken over and tried, then withdrawn again before the judged sign-in. */
  removes?: boolean;
  /** The key is published for encryption only, and must not be trusted for signing. */
  forEncryption?: boolean;
}

const steps: Record<string, RollOverStep> = {
  'second-certificate': { key: 'idpNext', stated: 'next', hooks: [] },
  'rsa-4096': { key: 'rsa4096', stated: 'rsa4096', hooks: [] },
  'expired-certificate': { key: 'expired', stated: 'expired', hooks: [] },
  // What is asked is whether the SP learns while it runs, so knowing the key beforehand is no help.
  'new-key': { key: 'idpFresh', hooks: ['afterRollOver'] },
  'encryption-use': { key: 'encryptionUse', hooks: ['afterRollOver'], forEncryption: true },
  'removed-key': { key: 'removed', hooks: ['afterRollOver', 'afterKeyRemoval'], removes: true },
};

/** @throws Error when a case names a step that is none */
export function rollOverStep(name: string): RollOverStep {
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (step !== undefined) return step;
  throw new Error(`«${name}» is no step of a roll-over; there are ${Object.keys(steps).join(', ')}`);
}

/** The key that a profile's word for a certificate means. */
export function statedKey(stated: Stated): string {
  return Object.values(steps).find((step) => step.stated === stated)?.key ?? stated;
}

/** Why a step means nothing for a target, in one clause; null when the SP knows the key or can be told of it. */
export function missingFor(name: string, owner: Pick<OwnerHelp, 'certificates' | 'hooks'>): string | null {
  const step = rollOverStep(name);
  const { stated } = step;
  if (stated !== undefined) {
    if (owner.certificates.includes(stated)) return null;
    return `the profile does not say that the SP has taken over that certificate of the IdP (idp.certificates: ${stated})`;
  }
  const absent = step.hooks.filter((hook) => owner.hooks[hook] === undefined);
  if (absent.length === 0) return null;
  const hooks = absent.map((hook) => `hooks.${hook}`).join(' and ');
  return `only the owner can tell the SP that the metadata has changed, and the profile has no ${hooks}`;
}
