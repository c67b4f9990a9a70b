/** Attributes that the service provider cannot do without, and those that must not be ambiguous. */

import { defect, type Defect, type Known } from './context.ts';
import { attribute, child, children, textOf } from './xml.ts';

/** Values by attribute name, in document order over all assertions. */
export function claimsOf(assertions: Element[]): Map<string, string[]> {
  const claims = new Map<string, string[]>();
  for (const assertion of assertions)
    for (const statement of children(assertion, 'saml:AttributeStatement'))
      for (const element of children(statement, 'saml:Attribute')) {
        const name = attribute(element, 'Name') ?? '';
        claims.set(name, [
          ...(claims.get(name) ?? []),
          ...children(element, 'saml:AttributeValue').map((value) => value.textContent ?? ''),
        ]);
      }
  return claims;
}

/** Reads the claims of the given assertions, those that a service provider would use. */
export function claimDefects(assertions: Element[], context: Known): Defect[] {
  if (assertions.length === 0) return [];
  const claims = claimsOf(assertions);
  const defects: Defect[] = [];
  for (const name of context.requiredClaims ?? []) {
    const values = claims.get(name);
    if (values === undefined) defects.push(defect('claim-missing', `expected ${name}`));
    else if (values.every((value) => value.trim() === ''))
      defects.push(defect('claim-empty', `expected a value for ${name}`));
  }
  for (const name of context.singleValuedClaims ?? []) {
    // Counted by assertion: a forged second assertion repeats every claim, and that is another fault.
    const counts = assertions.map((assertion) => claimsOf([assertion]).get(name)?.length ?? 0);
    const most = Math.max(...counts);
    if (most > 1) defects.push(defect('claim-ambiguous', `${name} has ${most} values`));
  }
  const { entitledDomains } = context;
  if (entitledDomains === undefined) return defects;
  const nameIds = assertions.flatMap((assertion) => {
    const subject = child(assertion, 'saml:Subject');
    const nameId = subject && child(subject, 'saml:NameID');
    return nameId ? textOf(nameId) : [];
  });
  const addresses = [
    ...nameIds,
    ...[...claims].filter(([name]) => /e?mail/i.test(name)).flatMap(([, values]) => values),
  ];
  const entitled = new Set(entitledDomains.map((domain) => domain.toLowerCase()));
  const foreign = addresses.find(
    (address) => address.includes('@') && !entitled.has(address.slice(address.lastIndexOf('@') + 1).toLowerCase()),
  );
  if (foreign !== undefined) defects.push(defect('domain-not-entitled', `found ${foreign}`));
  return defects;
}
