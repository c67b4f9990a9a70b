/** The victim's values in claims that are not the ones which name the person, beside those that do. */

import type { Attribute, Mutation } from '../protocol/types.ts';
import { namespaces } from '../protocol/uris.ts';
import { escapeText } from '../protocol/xml.ts';
import { attributes } from './claims.ts';
import { nameBehind } from './collisions.ts';

/** Changes each claim that names the person, by the value that the victim has there; other claims stay. */
function eachNaming(
  change: (own: Attribute, victims: string) => Attribute[],
  where: 'in place' | 'before' | 'behind',
): Mutation {
  return attributes((all, facts) => {
    const made = all.flatMap((own) => {
      const victims = own.values.map((value) => nameBehind(own.name, value, facts)).find((name) => name !== undefined);
      return victims === undefined ? (where === 'in place' ? [own] : []) : change(own, victims);
    });
    return where === 'in place' ? made : where === 'before' ? [...made, ...all] : [...all, ...made];
  });
}

/** Further claims of other names with the victim's values, before or behind all others. */
export function victimsUnder(rename: (name: string) => string, where: 'before' | 'behind'): Mutation {
  return eachNaming((own, victims) => [{ ...own, name: rename(own.name), values: [victims] }], where);
}

/** The victim's value before the own one in one Attribute. */
export function victimsValueFirst(): Mutation {
  return eachNaming((own, victims) => [{ ...own, values: [victims, ...own.values] }], 'in place');
}

const lastPart = (name: string): string => name.split(/[/:#]/).at(-1) ?? name;

/** The name of a claim with its last part in capital letters. */
export function inCapitals(name: string): string {
  return name.slice(0, name.length - lastPart(name).length) + lastPart(name).toUpperCase();
}

/** The last part of a claim's name, in a namespace of somebody else. */
export function elsewhereNamed(name: string): string {
  return `https://samlproof.example/claims/${lastPart(name)}`;
}

/** Attributes that go by a FriendlyName like the claims that name the person, and `email`, with the victim's values. */
export function victimsByFriendlyName(): Mutation {
  const name = 'https://samlproof.example/claims/other';
  const other = (friendlyName: string, value: string): Attribute => ({
    name: `${name}-${friendlyName}`,
    friendlyName,
    values: [value],
  });
  return {
    plan: (plan, facts) => {
      const named =
        eachNaming((own, victims) => [other(lastPart(own.name), victims)], 'behind').plan?.(plan, facts) ?? plan;
      const missing = attributes((own, { victim }) =>
        own.some(({ friendlyName }) => friendlyName === 'email') ? own : [...own, other('email', victim.nameId.value)],
      );
      return missing.plan?.(named, facts) ?? named;
    },
  };
}

/** Attributes that are called like the field in which libraries keep the NameID, with the victim's. */
export function victimsAsFields(): Mutation {
  return attributes((own, { victim }) => [
    ...own,
    ...['nameID', 'NameID', 'nameId', 'name_id'].map((name) => ({ name, values: [victim.nameId.value] })),
  ]);
}

/** A value that is an element, as eduPersonTargetedID has it: the NameID of somebody else. */
export function victimsNameIdAsValue(): Mutation {
  return attributes((own, { victim }) => {
    const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const raw = `<NameID xmlns="${namespaces.saml}" Format="${format}">${escapeText(victim.nameId.value)}</NameID>`;
    const attribute: Attribute = {
      name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.10',
      nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      values: [{ raw }],
    };
    return [...own, attribute];
  });
}
