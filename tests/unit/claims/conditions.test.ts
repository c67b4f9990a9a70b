/** Conditions of claims: who matches, in what order they are looked at, and that the last one with a value wins. */

import { expect, test } from '@playwright/test';
import { holds } from '../../../idp/claims/conditions.ts';
import { nameIdOf } from '../../../idp/claims/name-id.ts';
import { valuesOf } from '../../../idp/claims/value.ts';
import type { ClaimCondition, ConditionUserType, User } from '../../../idp/tenant/model.ts';
import { context, entraGuest, externalGuest, member, step, tenant } from './people.ts';

const types: [type: ConditionUserType, member: boolean, entra: boolean, external: boolean][] = [
  ['any', true, true, true],
  ['members', true, false, false],
  ['allGuests', false, true, true],
  ['entraGuests', false, true, false],
  ['externalGuests', false, false, true],
];

for (const [userType, ...expected] of types) {
  test(`user type ${userType}`, () => {
    const condition = { userType, source: 'x' };
    expect([member, entraGuest, externalGuest].map((user) => holds(condition, { user, tenant }))).toEqual(expected);
  });
}

const at = (groups: string[], user: User = member, userType: ConditionUserType = 'any') =>
  holds({ source: 'x', groups, userType }, { user, tenant });

test('groups: one is enough, through other groups counts, and the type must fit as well', () => {
  expect(at(['nowhere', 'cloud'])).toBe(true);
  expect(at(['outer'])).toBe(true);
  expect(at(['outer'], externalGuest)).toBe(false);
  expect(at(['cloud'], externalGuest, 'members')).toBe(false);
  expect(at([], externalGuest)).toBe(true);
});

const members: ClaimCondition = { userType: 'members', source: 'user.mail' };
const everyone: ClaimCondition = { source: 'constant' };
const empty: ClaimCondition = { source: 'user.city' };
const upper: ClaimCondition = { source: 'user.surname', transformations: [step('ToUppercase')] };
const lower: ClaimCondition = { source: 'user.surname', transformations: [step('ToLowercase')] };
const impossible: ClaimCondition = { source: 'abc', transformations: [step('Substring', { start: 9 })] };
const missing: ClaimCondition = { source: 'user.city', transformations: [step('ToLowercase')] };

const rows: [title: string, conditions: ClaimCondition[], result: string][] = [
  ['none: the claim’s own source', [], 'Simon'],
  ['none that matches: the claim’s own source', [{ userType: 'allGuests', source: 'x' }], 'Simon'],
  ['one that matches', [members], 'b.simon@contoso.com'],
  ['the last that matches', [members, everyone], 'constant'],
  ['order counts', [everyone, members], 'b.simon@contoso.com'],
  ['an empty one is ignored', [members, empty], 'b.simon@contoso.com'],
  ['transformations are looked at after attributes', [upper, members], 'SIMON'],
  ['the last transformation wins', [lower, everyone, upper, members], 'SIMON'],
  ['a transformation that cannot work is ignored', [members, impossible, missing], 'b.simon@contoso.com'],
  ['only empty ones: the claim’s own source', [empty, missing], 'Simon'],
];

for (const [title, conditions, result] of rows) {
  test(title, () => expect(valuesOf({ source: 'user.surname', conditions }, context())).toEqual([result]));
}

test('a condition saves a claim whose own source would fail', () => {
  const rule = { source: 'user.city', transformations: [step('ToLowercase')], conditions: [members] };
  expect(valuesOf(rule, context())).toEqual(['b.simon@contoso.com']);
  expect(() => valuesOf(rule, context({}, externalGuest))).toThrow('user.city');
});

test('the NameID has conditions too', () => {
  const nameId = {
    source: 'user.userprincipalname',
    format: 'unspecified' as const,
    conditions: [{ userType: 'entraGuests' as const, source: 'user.mail' }],
  };
  expect(nameIdOf(context({ nameId }, entraGuest)).value).toBe('ada@fabrikam.com');
  expect(nameIdOf(context({ nameId })).value).toBe('B.Simon@contoso.com');
});
