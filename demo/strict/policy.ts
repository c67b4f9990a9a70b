/** One switch per check: what a service provider demands, and what it was told to forget. */

import type { CheckName } from './checks.ts';
import type { StrictnessName } from './strictnesses.ts';

/** The message is refused; `check` names the rule that it broke. */
export class Refusal extends Error {
  readonly check: CheckName | StrictnessName;

  constructor(check: CheckName | StrictnessName, message: string) {
    super(message);
    this.name = 'Refusal';
    this.check = check;
  }
}

export interface Policy {
  forgets: (check: CheckName) => boolean;
  /** Throws a Refusal unless the rule holds or the check was forgotten. */
  demand: (check: CheckName, holds: boolean, message: string) => void;
  isOverStrict: (strictness: StrictnessName) => boolean;
  /** Throws a Refusal when the over-strict rule is switched on and does not hold. */
  insist: (strictness: StrictnessName, holds: boolean, message: string) => void;
}

export function createPolicy(forget: readonly CheckName[] = [], overStrict: readonly StrictnessName[] = []): Policy {
  const forgotten = new Set(forget);
  const insisted = new Set(overStrict);
  return {
    forgets: (check) => forgotten.has(check),
    demand: (check, holds, message) => {
      if (!holds && !forgotten.has(check)) throw new Refusal(check, message);
    },
    isOverStrict: (strictness) => insisted.has(strictness),
    insist: (strictness, holds, message) => {
      if (!holds && insisted.has(strictness)) throw new Refusal(strictness, message);
    },
  };
}
