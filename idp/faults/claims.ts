/** Attributes: absent, added, with other values. */

import type { Attribute, AttributeValue, Facts, Mutation } from '../protocol/types.ts';
import { findAll, insertAt } from '../protocol/xml-text.ts';
import { first } from './elements.ts';
import { eachAssertion } from './victim.ts';

export const claim = {
  name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  displayName: 'http://schemas.microsoft.com/identity/claims/displayname',
  groups: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  authnMethods: 'http://schemas.microsoft.com/claims/authnmethodsreferences',
  /** Offered by Entra's metadata, and without meaning for who somebody is or what they may do. */
  nickname: 'http://schemas.microsoft.com/identity/claims/nickname',
};

/** Of nobody in the directory: for claims that only have to be there. */
const objectId = '11111111-2222-4333-8444-555555555555';

/** Changes the attributes of every assertion. */
export function attributes(change: (own: Attribute[], facts: Facts) => Attribute[]): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, (assertion) => ({ ...assertion, attributes: change(assertion.attributes ?? [], facts) })),
  };
}

/** Sets an attribute's values; an attribute that is absent comes last. */
export function withClaim(name: string, values: AttributeValue[]): Mutation {
  return attributes((own) => put(own, name, values));
}

function put(own: Attribute[], name: string, values: AttributeValue[]): Attribute[] {
  return own.some((attribute) => attribute.name === name)
    ? own.map((attribute) => (attribute.name === name ? { ...attribute, values } : attribute))
    : [...own, { name, values }];
}

/** Puts a mark behind the names of the person that are there to be read; the display name comes last where it is absent. */
export function inNames(mark: string): Mutation {
  return attributes((own, { subject }) => {
    const marked = (value: AttributeValue): AttributeValue =>
      typeof value === 'string' && value !== subject.nameId.value ? `${value}${mark}` : value;
    const all = own.some(({ name }) => name === claim.displayName) ? own : put(own, claim.displayName, ['Simon']);
    return all.map((one) =>
      /(given|sur|first|last|full|display)_?name$/i.test(one.name) ? { ...one, values: one.values.map(marked) } : one,
    );
  });
}

/** Adds attributes behind the others. */
export function withAttributes(...added: Attribute[]): Mutation {
  return attributes((own) => [...own, ...added]);
}

/** Attributes with names that no service provider knows. */
export function unknownAttributes(count: number): Attribute[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `https://samlproof.example/claims/unknown-${index + 1}`,
    values: ['x'],
  }));
}

/** Leaves out the claim with this name, full or without its namespace. */
export function withoutClaim(name: string): Mutation {
  return attributes((own) =>
    own.filter((attribute) => attribute.name !== name && !attribute.name.endsWith(`/${name}`)),
  );
}

/** The claim with this name twice over: its own value and, behind it, the victim's or another one. */
export function ambiguousClaim(name: string): Mutation {
  return attributes((own, { victim }) => {
    const other = victim.attributes.find((attribute) => attribute.name === name)?.values ?? ['another value'];
    return own.map((attribute) =>
      attribute.name === name ? { ...attribute, values: [...attribute.values, ...other] } : attribute,
    );
  });
}

/** Leaves every NameFormat out, which means unspecified (Core 8.2.1). */
export function withoutNameFormat(): Mutation {
  return attributes((own) => own.map(({ nameFormat: _none, ...rest }) => rest));
}

/** As many group object ids as Entra emits before it gives a link instead: 150. */
export function manyGroups(): Mutation {
  return attributes((own, { newId }) => {
    const groups = Array.from({ length: 150 }, () => newId().slice(1));
    return put(own, claim.groups, groups);
  });
}

/** What Entra sends in place of more groups than it emits (more than 150): where to ask for them. */
export function groupsLink(): Mutation {
  return attributes((own, { idp }) => [
    ...own.filter(({ name }) => name !== claim.groups),
    {
      name: 'http://schemas.microsoft.com/claims/groups.link',
      values: [`https://graph.windows.net/${idp.tenantId}/users/${objectId}/getMemberObjects`],
    },
  ]);
}

/** Entra's default claims, each of them, with the two authentication methods of a multi-factor sign-in. */
export function entraDefaults(): Mutation {
  return attributes((own, { idp, subject }) => {
    const name = subject.nameId.value;
    const defaults: [string, string[]][] = [
      ['http://schemas.microsoft.com/identity/claims/tenantid', [idp.tenantId]],
      ['http://schemas.microsoft.com/identity/claims/objectidentifier', [objectId]],
      ['http://schemas.microsoft.com/identity/claims/identityprovider', [idp.entityId]],
      ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname', ['B.']],
      ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname', ['Simon']],
      ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress', [name]],
      [claim.name, [name]],
    ];
    const missing = defaults.filter(([key]) => !own.some((attribute) => attribute.name === key));
    const all = [...own, ...missing.map(([key, values]) => ({ name: key, values }))];
    return put(all, claim.authnMethods, [
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
      'http://schemas.microsoft.com/claims/multipleauthn',
    ]);
  });
}

/** The first attribute stands in a statement of its own, all others in a second one; a single one stays where it is. */
export function twoStatements(): Mutation {
  return {
    beforeSigning: (xml) => {
      if (findAll(xml, 'Attribute').length < 2) return xml;
      const statement = first(xml, 'AttributeStatement');
      const opened = xml.slice(statement.start, statement.openEnd);
      return insertAt(xml, first(xml, 'Attribute').end, `</${statement.name}>${opened}`);
    },
  };
}
