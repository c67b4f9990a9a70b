/** Names of other formats. */

import type { Facts, Mutation } from '../protocol/types.ts';
import { eachAssertion } from './victim.ts';

/** An opaque name of exactly 256 characters, always the same for the same subject. */
export function persistentName(facts: Facts): string {
  return Buffer.from(facts.subject.nameId.value).toString('hex').repeat(256).slice(0, 256);
}

/** A persistent NameID as long as SAML allows it (Core 8.3.7). */
export function persistentNameId(): Mutation {
  const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, ({ subject, ...rest }) => ({
        ...rest,
        subject: subject && { ...subject, nameId: { value: persistentName(facts), format } },
      })),
  };
}
