/** From an assertion to the account that it opens. */

import type { Policy } from '../policy.ts';
import type { Account } from '../site/sessions.ts';
import type { AssertionFacts } from './assertion.ts';
import { accountNameOf, strayName } from './lookup.ts';

function checkRequired(assertion: AssertionFacts, required: readonly string[], policy: Policy): void {
  for (const name of required) {
    const values = assertion.attributes.filter((one) => one.name === name).flatMap((one) => one.values);
    if (values.length === 0) policy.demand('required-claims', false, `the claim ${name} is missing`);
    else {
      policy.demand('required-claims-empty', values[0]?.trim() !== '', `the claim ${name} is empty`);
      policy.demand('required-claims-single', values.length === 1, `the claim ${name} has several values`);
    }
  }
}

/** @throws Refusal for an address of a domain that this identity provider may not speak for (SDP-SP16). */
export function checkDomains(
  { nameId, attributes }: AssertionFacts,
  domains: readonly string[] | undefined,
  policy: Policy,
): void {
  if (domains === undefined) return;
  const named = nameId?.format?.endsWith(':emailAddress') === true ? [nameId.value] : [];
  const claimed = attributes.filter(({ name }) => /e?mail/i.test(name)).flatMap(({ values }) => values);
  const foreign = [...named, ...claimed].find((address) => {
    const domain = /@([^@]*)$/.exec(address)?.[1]?.trim().toLowerCase();
    if (domain === undefined) return false;
    const part = (own: string): boolean => [address, domain].some((text) => text.includes(own));
    return !domains.some((own) => domain === own || (policy.forgets('email-domain-exact') && part(own)));
  });
  policy.demand('email-domain', foreign === undefined, `the address ${foreign ?? ''} is of a domain of somebody else`);
}

function display(assertion: AssertionFacts): Account['attributes'] {
  const values = new Map<string, string[]>();
  for (const one of assertion.attributes) values.set(one.name, [...(values.get(one.name) ?? []), ...one.values]);
  // fromEntries defines properties and never sets a prototype, whatever the name (CWE-1321).
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? '') : list]));
}

const latin: Record<string, string> = { а: 'a', с: 'c', е: 'e', і: 'i', о: 'o', р: 'p', х: 'x', у: 'y' };

/** The name that an account is looked up by: the NameID as it stands, but for those who think that they know better. */
function nameOf(assertion: AssertionFacts, required: readonly string[], policy: Policy): string {
  let name = assertion.accountName ?? '';
  if (policy.forgets('name-look-alikes')) name = name.replace(/[асеіорху]/g, (letter) => latin[letter] ?? letter);
  if (policy.forgets('name-normalization')) name = name.normalize('NFKC').replace(/\u200D/g, '');
  const address = assertion.attributes.find((one) => one.name === required[0])?.values[0];
  // Only where names are addresses can an address be taken for one.
  const comparable = assertion.nameId?.format?.endsWith(':emailAddress') === true && address?.includes('@') === true;
  return comparable && policy.forgets('account-by-name-id') ? address : name;
}

/**
 * The account of an assertion; created on first sign-in unless the directory is closed.
 * @param closedDirectory NameIDs that have an account; undefined for an open directory.
 * @param people names, as keys, that have an account, in whatever directory
 * @throws Refusal when a required claim is missing or the account is not known.
 */
export function accountOf(
  assertion: AssertionFacts,
  required: readonly string[],
  closedDirectory: readonly string[] | undefined,
  policy: Policy,
  people?: ReadonlyMap<string, unknown>,
): Account {
  const nobody = assertion.nameId === undefined && assertion.attributes.length === 0;
  if (nobody && policy.forgets('subject-named')) return anonymousAccount('guest');
  checkRequired(assertion, required, policy);
  const stray = strayName(assertion, required, people, policy);
  const nameId = accountNameOf(stray ?? nameOf(assertion, required, policy), people, policy);
  const known = closedDirectory === undefined || closedDirectory.includes(nameId);
  policy.demand('known-account', known, `there is no account for ${nameId}`);
  return {
    nameId,
    nameIdFormat: assertion.nameId?.format,
    sessionIndex: assertion.authnStatements[0]?.sessionIndex,
    attributes: display(assertion),
  };
}

/** What careless service providers open when they do not ask who it is. */
export function anonymousAccount(nameId: string): Account {
  return { nameId, nameIdFormat: undefined, sessionIndex: undefined, attributes: {} };
}
