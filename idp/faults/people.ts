/** People who are nearly, or not at all, those whom the service provider knows. */

import type { Attribute, AttributeValue, Facts, Mutation, NameId } from '../protocol/types.ts';
import { attributes } from './claims.ts';
import { eachAssertion, renamed } from './victim.ts';

/** A person whom the service provider has never seen; the same one for the same request. */
export function newPerson(facts: Facts): string {
  const [, domain = 'contoso.com'] = /@(.+)$/.exec(facts.subject.nameId.value) ?? [];
  return `new-${Buffer.from(facts.request?.id ?? 'unsolicited')
    .toString('hex')
    .slice(-16)}@${domain}`;
}

/** A person whom the service provider has never seen, with the e-mail address of the victim in every claim that holds one. */
export function newPersonWithVictimsAddress(): Mutation {
  return {
    plan: (plan, facts) => {
      const addresses = facts.victim.attributes.filter(({ name }) => /e?mail/i.test(name));
      const named = nameIdWith((own, known) => ({ ...own, value: newPerson(known) })).plan?.(plan, facts) ?? plan;
      return (
        attributes((own) => own.map((one) => addresses.find(({ name }) => name === one.name) ?? one)).plan?.(
          named,
          facts,
        ) ?? named
      );
    },
  };
}

/** Somebody else's, under which anybody may have an address. */
export const foreignDomain = 'other-company.example';

type Domain = (own: string) => string;

/** Domains of others that a comparison of ends, beginnings or parts takes for the own one. */
export const nearlyOwnDomain: Record<'suffix' | 'prefix' | 'second-at', Domain> = {
  suffix: (own) => `other${own}`,
  prefix: (own) => `${own}.${foreignDomain}`,
  'second-at': (own) => `${own}@${foreignDomain}`,
};

function moved(address: string, domain: Domain): string {
  return address.replace(/@([^@]*)$/, (_, own: string) => `@${domain(own)}`);
}

function isMail(one: Attribute): boolean {
  return /e?mail/i.test(one.name) && holdsAddress(one);
}

/**
 * The subject's address at the domain of somebody else, in every claim that holds an address; in the NameID only where no
 * claim does, so that the account stays the one that the service provider knows.
 */
export function addressOfOtherDomain(domain: Domain = () => foreignDomain): Mutation {
  const inClaims = attributes((own) =>
    own.map((one) =>
      isMail(one)
        ? { ...one, values: one.values.map((value) => (typeof value === 'string' ? moved(value, domain) : value)) }
        : one,
    ),
  );
  const inNameId = nameIdWith((own) => ({ ...own, value: moved(own.value, domain) }));
  return {
    plan: (plan, facts) => {
      const claimed = plan.assertions.some(({ attributes: own = [] }) => own.some(isMail));
      return (claimed ? inClaims : inNameId).plan?.(plan, facts) ?? plan;
    },
  };
}

/** Changes the NameID of every assertion that has one. */
export function nameIdWith(change: (own: NameId, facts: Facts) => NameId): Mutation {
  return {
    plan: (plan, facts) =>
      eachAssertion(plan, ({ subject, ...rest }) => ({
        ...rest,
        subject: subject && { ...subject, nameId: subject.nameId && change(subject.nameId, facts) },
      })),
  };
}

const format = (name: string): string => `urn:oasis:names:tc:SAML:${name}`;

/** The same name under another format: persistent, or unspecified where it was persistent. */
export function otherFormat(): Mutation {
  const persistent = format('2.0:nameid-format:persistent');
  const unspecified = format('1.1:nameid-format:unspecified');
  return nameIdWith((own) => ({ ...own, format: own.format === persistent ? unspecified : persistent }));
}

/** A name for one sign-in only, made from its request. */
export function transientName(facts: Facts): string {
  return `_${Buffer.from(facts.request?.id ?? 'unsolicited')
    .toString('hex')
    .slice(-40)}`;
}

/** A transient NameID; the account's key is in the attributes. */
export function transientNameId(): Mutation {
  return nameIdWith((_own, facts) => ({
    value: transientName(facts),
    format: format('2.0:nameid-format:transient'),
  }));
}

/** The address of the subject: the NameID where it is one, else the first claim that holds one. */
export function addressOf(facts: Facts): string {
  const { nameId, attributes: own } = facts.subject;
  if (nameId.value.includes('@')) return nameId.value;
  const value = own.find(holdsAddress)?.values[0];
  return typeof value === 'string' ? value : nameId.value;
}

function holdsAddress({ values: [value] }: Attribute): boolean {
  return typeof value === 'string' && value.includes('@');
}

/** The subject's address as the NameID. */
export function emailNameId(): Mutation {
  return nameIdWith((_own, facts) => ({ value: addressOf(facts), format: format('1.1:nameid-format:emailAddress') }));
}

/** Addresses name the person and stay what they are. */
function younger(value: AttributeValue): AttributeValue {
  return typeof value === 'string' && !value.includes('@') ? `${value} the Younger` : value;
}

/** Every value that tells something about the person, but for groups and what names the tenant, has become another one. */
export function changedValues(whose: 'new person' | 'same person'): Mutation {
  return {
    plan: (plan, facts) => {
      const before = facts.subject.nameId.value;
      const person = whose === 'new person' ? newPerson(facts) : before;
      const changed = attributes((own) =>
        own.map((one) => (/name$/i.test(one.name) ? { ...one, values: one.values.map(younger) } : one)),
      );
      return renamed(changed.plan?.(plan, facts) ?? plan, before, person);
    },
  };
}

/** The same name, said to be of this format; undefined says nothing. */
export function formatOfNameId(text: string | undefined): Mutation {
  return nameIdWith(({ format: _own, ...rest }) => (text === undefined ? rest : { ...rest, format: text }));
}
