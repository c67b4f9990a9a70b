/** Each way in which an SP shows a claim is told apart. */

import { expect, test } from '@playwright/test';
import { adviceFor, compareClaims, type ClaimOutcome } from '../../../scenarios/claims-compare.ts';

const email = { name: 'http://schemas.xmlsoap.org/claims/emailaddress', values: ['B.Simon@contoso.com'] };
const groups = { name: 'groups', values: ['sales', 'staff'] };

const cases: [string, { name: string; values: string[] }, unknown, ClaimOutcome, string | null][] = [
  ['the same', email, { [email.name]: 'B.Simon@contoso.com' }, 'same', email.name],
  ['another name, akin', email, { emailAddress: 'B.Simon@contoso.com' }, 'renamed', 'emailAddress'],
  ['another name, same value', email, { login: 'B.Simon@contoso.com' }, 'renamed', 'login'],
  ['lower case', email, { [email.name]: 'b.simon@contoso.com' }, 're-cased', email.name],
  ['lower case under another name', email, { login: 'b.simon@contoso.com' }, 're-cased', 'login'],
  ['cut', email, { [email.name]: 'B.Simon@con' }, 'truncated', email.name],
  ['gone', email, { phone: '1' }, 'missing', null],
  ['something else', email, { [email.name]: 'x' }, 'changed', email.name],
  ['the first of two', groups, { groups: 'sales' }, 'first-of-many', 'groups'],
  ['both of two', groups, { groups: ['sales', 'staff'] }, 'same', 'groups'],
  ['a list of names and values', email, [{ name: 'mail', value: 'B.Simon@contoso.com' }], 'renamed', 'mail'],
  ['JSON as text', email, `{"${email.name}":["B.Simon@contoso.com"]}`, 'same', email.name],
  ['plain text', email, 'Hello B.Simon@contoso.com', 'same', null],
  ['plain text in lower case', email, 'Hello b.simon@contoso.com', 're-cased', null],
  ['nothing at all', email, undefined, 'missing', null],
];

for (const [what, sent, probed, outcome, shownAs] of cases) {
  test(`${what}: ${outcome}`, () => {
    const [compared] = compareClaims([sent], probed);
    expect(compared).toMatchObject({ outcome, shownAs });
    expect(compared === undefined || (adviceFor(compared) === '') === (outcome === 'same')).toBe(true);
  });
}

test('a name that another claim has is not taken for a renamed one', () => {
  const mail = { name: 'mail', values: ['a@b.c'] };
  const [first, second] = compareClaims([mail, { name: 'upn', values: ['a@b.c'] }], { mail: 'a@b.c' });
  expect([first?.outcome, second?.outcome]).toEqual(['same', 'missing']);
});

test('a field of the SP shows one claim only: the second of the same value is missing', () => {
  const upn = { name: 'upn', values: ['a@b.c'] };
  const mail = { name: 'mail', values: ['a@b.c'] };
  const compared = compareClaims([upn, mail], { login: 'a@b.c' });
  expect(compared.map(({ outcome, shownAs }) => [outcome, shownAs])).toEqual([
    ['renamed', 'login'],
    ['missing', null],
  ]);
});

test('a field goes to the claim that it fits best, whatever the order', () => {
  const claims = [
    { name: 'urn:a/name', values: ['Simon, Britta'] },
    { name: 'urn:b/displayname', values: ['Britta Simon'] },
    { name: 'urn:c/nick', values: ['BRITTA SIMON'] },
  ];
  const shown = { label: 'Britta Simon', name: 'Simon, Britta', tag: 'britta simon' };
  for (const sent of [claims, claims.toReversed()]) {
    const by = Object.fromEntries(compareClaims(sent, shown).map((one) => [one.name, [one.outcome, one.shownAs]]));
    expect(by).toEqual({
      'urn:a/name': ['renamed', 'name'],
      'urn:b/displayname': ['renamed', 'label'],
      'urn:c/nick': ['re-cased', 'tag'],
    });
  }
});
