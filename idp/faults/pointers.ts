/** Addresses in a message, without any document type, that some readers go to: XInclude and schema locations. */

import type { Mutation } from '../protocol/types.ts';
import { setAttribute } from '../protocol/xml-text.ts';
import { escapeAttribute } from '../protocol/xml.ts';
import { first } from './elements.ts';

/** Extensions, which may hold anything, ask to include what stands at the canary. */
export function include(): Mutation {
  return {
    plan: (plan, { canaryUrl }) => ({
      ...plan,
      extensions: `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${escapeAttribute(canaryUrl)}" parse="text"></xi:include>`,
    }),
  };
}

/** The Response says that the schema of its namespace is to be had at the canary. */
export function schemaLocation(): Mutation {
  const instance = 'http://www.w3.org/2001/XMLSchema-instance';
  return {
    // Signed with the rest, so that whoever leaves the hint alone signs the right person in.
    beforeSigning: (xml, { canaryUrl }) => {
      const declared = setAttribute(xml, first(xml, 'Response'), 'xmlns:xsi', instance);
      const hint = `urn:oasis:names:tc:SAML:2.0:protocol ${canaryUrl}`;
      return setAttribute(declared, first(declared, 'Response'), 'xsi:schemaLocation', hint);
    },
  };
}
