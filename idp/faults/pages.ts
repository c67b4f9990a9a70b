/** Markup in messages that will be refused: what a careless error page repeats. The marker is a harmless element. */

import type { Mutation } from '../protocol/types.ts';
import { assertionIssuer } from './addressing.ts';
import { relayStateField } from './delivery.ts';
import { nameIdText, refusal } from './structure.ts';
import { expired, farOff } from './time.ts';

export const marker = '<samlproof-marker>"\' & co</samlproof-marker>';

/** An expired message, or one of an unknown issuer, with markup in one place. */
export function markupInRefusal(where: 'nameId' | 'issuer' | 'relayState'): Mutation {
  if (where === 'issuer') return assertionIssuer(`https://issuer.invalid/${marker}`);
  const late = expired(farOff).plan;
  if (where === 'relayState') return { ...(late ? { plan: late } : {}), ...relayStateField(marker) };
  const named = nameIdText(marker).plan;
  return { plan: (plan, facts) => named?.(late?.(plan, facts) ?? plan, facts) ?? plan };
}

/** A refusal whose StatusMessage is markup. */
export function statusMessage(): Mutation {
  const refused = refusal('Responder', 'AuthnFailed').plan;
  return {
    plan: (plan, facts) => {
      const own = refused?.(plan, facts) ?? plan;
      return { ...own, status: own.status && { ...own.status, message: marker } };
    },
  };
}
