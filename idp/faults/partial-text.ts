/** Values of which some readers see the beginning only: a comment, an instruction or an entity stands in the middle. */

import type { Facts, Mutation, ResponsePlan } from '../protocol/types.ts';
import { escapeText } from '../protocol/xml.ts';
import { assertionIssuer } from './addressing.ts';
import { audiences } from './audience.ts';
import { extendedVictim, suffix } from './differentials.ts';
import { withDoctype } from './doctype.ts';
import { editInner } from './elements.ts';
import { renamed } from './victim.ts';

/** The audience is another service provider, whose name begins with ours and goes on after a comment. */
export function audienceSplitByComment(): Mutation {
  return {
    ...audiences((own) => [[own + suffix]]),
    afterSigning: (xml, { sp }) => split(xml, 'Audience', escapeText(sp.entityId), '<!---->'),
  };
}

/** The issuer of the assertion is another one, whose name begins with the trusted one's and goes on after a comment. */
export function issuerSplitByComment(): Mutation {
  return {
    ...assertionIssuer((own) => own + suffix),
    afterSigning: (xml, { idp }) => split(xml, 'Issuer', escapeText(idp.entityId), '<!---->'),
  };
}

/** A processing instruction that was signed with the rest stands in the name: its text is what is before and behind. */
export function nameIdSplitByInstruction(): Mutation {
  return {
    plan: longer,
    beforeSigning: (xml, { victim }) => inNames(xml, escapeText(victim.nameId.value), '<?x y?>'),
  };
}

/** An entity that stands for nothing divides the name. */
export function nameIdSplitByEntity(): Mutation {
  return {
    plan: longer,
    afterSigning: (xml, { victim }) =>
      withDoctype(inNames(xml, escapeText(victim.nameId.value), '&nothing;'), '<!ENTITY nothing "">'),
  };
}

function longer(plan: ResponsePlan, facts: Facts): ResponsePlan {
  return renamed(plan, facts.subject.nameId.value, extendedVictim(facts));
}

/** In the NameID, and in every claim of the same value: many service providers know people by a claim. */
function inNames(xml: string, shown: string, divider: string): string {
  return split(split(xml, 'AttributeValue', shown, divider), 'NameID', shown, divider);
}

function split(xml: string, name: string, shown: string, divider: string): string {
  return editInner(xml, name, (inner) => (inner === shown + suffix ? shown + divider + suffix : inner));
}
