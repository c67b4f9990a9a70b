/** Messages of the second identity provider: rightly signed by a key that is trusted, but not for the first one's people. */

import { secondEntityId, secondTenantId } from '../protocol/second-idp.ts';
import type { Mutation } from '../protocol/types.ts';
import { eachSignature } from './signatures.ts';
import { asVictim, eachAssertion } from './victim.ts';

const tenantClaims: Record<string, string> = {
  'http://schemas.microsoft.com/identity/claims/tenantid': secondTenantId,
  'http://schemas.microsoft.com/identity/claims/identityprovider': secondEntityId,
};

/** The second identity provider signs in one of its own people, whose NameID is the victim's. */
export function victimOfSecondIdp(): Mutation {
  return {
    plan: (plan, facts) => {
      const signed = eachSignature(asVictim(plan, facts), (signature) => ({ ...signature, key: 'second' }));
      const named = eachAssertion(signed, (assertion) => ({
        ...assertion,
        issuer: secondEntityId,
        attributes: assertion.attributes?.map((attribute) => {
          const value = tenantClaims[attribute.name];
          return value === undefined ? attribute : { ...attribute, values: [value] };
        }),
      }));
      return { ...named, issuer: secondEntityId };
    },
  };
}

/** The Response says that it comes from the second identity provider; its assertion is the first one's. */
export function responseOfSecondIdp(): Mutation {
  return { plan: (plan) => ({ ...plan, issuer: secondEntityId }) };
}
