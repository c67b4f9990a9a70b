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
