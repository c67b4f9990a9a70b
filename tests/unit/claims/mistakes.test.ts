/** What cannot be saved: every rule of the claim editor with its path and its reason, and that sound settings pass. */

import { expect, test } from '@playwright/test';
import { claimMistakes } from '../../../idp/claims/mistakes.ts';
import { restrictedClaimNames } from '../../../idp/claims/names.ts';
import type { Application, ClaimRule, Transformation } from '../../../idp/tenant/model.ts';
import { application, step, tenant } from './people.ts';

function mistakes(changes: Partial<Application>): string[] {
  return claimMistakes({ ...application, ...changes }, tenant).map(({ path, message }) => `${path}: ${message}`);
}

const claim = (more: Partial<ClaimRule> = {}): Partial<Application> => ({
  claims: [{ name: 'x', source: 'user.mail', ...more }],
});
const steps = (...transformations: Transformation[]): Partial<Application> => claim({ transformations });
const regex = (pattern: string, replacement: string, inputs: string[] = []) =>
  steps(step('RegexReplace', { pattern, replacement, inputs }));
const nameId = (more: Partial<Application['nameId']>): Partial<Application> => ({
  nameId: { ...application.nameId, ...more },
});
const group = (more: Partial<NonNullable<Application['groupClaim']>>): Partial<Application> => ({
  groupClaim: { select: 'all', ...more },
});

const rows: [title: string, changes: Partial<Application>, mistake: RegExp][] = [
  [
    'unknown attribute',
    claim({ source: 'user.shoesize' }),
    /^claims\[0\]\.source: «user\.shoesize» is no source attribute/,
  ],
  ['empty source', claim({ source: '' }), /^claims\[0\]\.source: is empty/],
  ['empty name', claim({ name: '' }), /^claims\[0\]\.name: is empty/],
  [
    'pairwise id in a claim',
    claim({ source: 'user.pairwiseid' }),
    /^claims\[0\]\.source: user\.pairwiseid .* NameID only/,
  ],
  [
    'the same claim twice',
    {
      claims: [
        { name: 'x', source: 'a' },
        { name: 'x', source: 'b' },
      ],
    },
    /^claims\[1\]\.name: there is already .*claims\[0\]/,
  ],
  [
    'three transformations',
    steps(step('ToLower'), step('ToLower'), step('ToLower')),
    /transformations: expected at most 2 .* found 3/,
  ],
  [
    'unknown function',
    steps(step('Reverse' as 'Join')),
    /transformations\[0\]\.function: expected one of ExtractMailPrefix.*found «Reverse»/,
  ],
  ['a parameter is missing', steps(step('Join')), /transformations\[0\]\.second: is missing; Join needs it/],
  [
    'a parameter too many',
    steps(step('ToLower', { value: 'a' })),
    /transformations\[0\]\.value: ToLower takes no «value»; it takes no parameters/,
  ],
  [
    'another function’s parameter',
    steps(step('Join', { second: 'a', length: 3 })),
    /transformations\[0\]\.length: Join takes no «length»; it takes second, separator/,
  ],
  ['Extract without a marker', steps(step('Extract')), /\.after: is missing; Extract needs «after», «before», or both/],
  ['nothing to look for', steps(step('Contains', { value: '', output: 'a' })), /\.value: is empty/],
  ['negative start', steps(step('Substring', { start: -1 })), /\.start: expected a whole number from 0, found -1/],
  ['no length', steps(step('Substring', { start: 0, length: 0 })), /\.length: expected a whole number from 1, found 0/],
  [
    'unknown attribute as a parameter',
    steps(step('IfEmpty', { output: 'user.shoesize' })),
    /\[0\]\.output: «user\.shoesize» is no source/,
  ],
  [
    'multivalued source that is none',
    claim({ multiValued: true }),
    /claims\[0\]\.multiValued: «user\.mail» has one value/,
  ],
  ['a broken expression', regex('(a', 'b'), /\.pattern: is no regular expression .* no closing \)/],
  ['unknown group', regex("(?'a'.)", '{b}'), /\.replacement: {b} is neither a group/],
  ['unused input', regex('a', 'b', ['user.city']), /\.inputs: «user\.city» is not used/],
  ['input given twice', regex('a', '{city}', ['user.city', 'User.City']), /\.inputs: «User\.City» is given twice/],
  ['the source as input', regex('a', '{mail}', ['user.mail']), /\.inputs: «user\.mail» is given twice/],
  ['constant as input', regex('a', '{b}', ['b']), /\.inputs: expected an attribute such as user\.mail, found «b»/],
  [
    'six inputs',
    regex(
      'a',
      '{city}{state}{country}{surname}{jobtitle}{department}',
      ['city', 'state', 'country', 'surname', 'jobtitle', 'department'].map((name) => `user.${name}`),
    ),
    /\.inputs: expected at most 5 .* found 6/,
  ],
  [
    'unknown group of a condition',
    claim({ conditions: [{ source: 'a', groups: ['nowhere'] }] }),
    /claims\[0\]\.conditions\[0\]\.groups: there is no group «nowhere»/,
  ],
  [
    'transformation of a condition',
    claim({ conditions: [{ source: 'a', transformations: [step('Join')] }] }),
    /claims\[0\]\.conditions\[0\]\.transformations\[0\]\.second/,
  ],
  [
    'NameID from anywhere',
    nameId({ source: 'user.department' }),
    /^nameId\.source: «user\.department» cannot be the source of the NameID/,
  ],
  [
    'NameID condition from anywhere',
    nameId({ conditions: [{ source: 'constant' }] }),
    /^nameId\.conditions\[0\]\.source: «constant» cannot/,
  ],
  [
    'policy: function for the NameID',
    { ...nameId({ transformations: [step('ToLower')] }), claimsPolicy: 'mapping' },
    /^nameId\.transformations\[0\]\.function: .* only ExtractMailPrefix and Join/,
  ],
  [
    'policy: Join with a foreign domain',
    { ...nameId({ transformations: [step('Join', { second: 'evil.example' })] }), claimsPolicy: 'mapping' },
    /^nameId\.transformations\[0\]\.second: .*contoso\.com.* found «evil\.example»/,
  ],
  [
    'two group claims',
    { ...group({}), ...claim({ source: 'user.groups' }) },
    /^groupClaim: .* one group claim at most, found 2/,
  ],
  [
    'display names of all groups',
    group({ attribute: 'cloudDisplayName' }),
    /^groupClaim\.attribute: cloudDisplayName needs «select: assigned»/,
  ],
  [
    'empty filter',
    group({ filter: { by: 'displayName', match: 'prefix', value: '' } }),
    /^groupClaim\.filter\.value: is empty/,
  ],
  [
    'broken expression for groups',
    group({ replace: { pattern: '[', replacement: '' } }),
    /^groupClaim\.replace\.pattern: /,
  ],
  [
    'unknown group of the expression',
    group({ replace: { pattern: 'a', replacement: '{b}' } }),
    /^groupClaim\.replace\.replacement: {b}/,
  ],
  [
    'unknown optional claim',
    { optionalClaims: [{ name: 'ipaddr' }] },
    /^optionalClaims\[0\]\.name: expected acct, email, groups, upn/,
  ],
  [
    'unknown property',
    { optionalClaims: [{ name: 'upn', additionalProperties: ['emit_as_roles'] }] },
    /additionalProperties: «emit_as_roles» is no property of upn/,
  ],
  ['relative audience', { audience: 'notes' }, /^audience: expected an absolute URI, found «notes»/],
];

for (const [title, changes, mistake] of rows) {
  test(title, () => {
    const found = mistakes(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(mistake);
  });
}

test('every restricted claim is refused with the reason; a custom signing key frees those with a star', () => {
  expect(restrictedClaimNames.size).toBe(48);
  for (const [name, freed] of restrictedClaimNames) {
    const own = claim({ name });
    const split = claim({ name: name.replace(/.*\//, ''), namespace: name.replace(/\/[^/]*$/, '') });
    const reason = freed ? 'only an application with a custom signing key may send' : 'which Entra keeps to itself';
    expect(mistakes(own), name).toEqual([expect.stringContaining(reason)]);
    expect(mistakes(split), name).toEqual([expect.stringContaining(`«${name}»`)]);
    expect(mistakes({ ...own, customSigningKey: true }), name).toHaveLength(freed ? 0 : 1);
  }
});

test('Entra’s own claims may be edited: groups and roles by their usual sources', () => {
  const namespace = 'http://schemas.microsoft.com/ws/2008/06/identity/claims';
  expect(mistakes(claim({ namespace, name: 'role', source: 'user.assignedroles' }))).toEqual([]);
  expect(mistakes(claim({ namespace, name: 'groups', source: 'user.groups' }))).toEqual([]);
});

test('fifty groups in conditions, not fifty-one', () => {
  const ids = Array.from({ length: 51 }, (_, index) => `g${index}`);
  const crowded = {
    ...tenant,
    groups: ids.map((id) => ({ id, displayName: id, securityEnabled: true, memberOf: [] })),
  };
  const allowing = (count: number) => {
    const conditions = [{ source: 'a', groups: ids.slice(0, count) }];
    const claims = ['x', 'y'].map((name) => ({ name, source: 'b', conditions }));
    return claimMistakes({ ...application, claims }, crowded);
  };
  expect(allowing(50)).toEqual([]);
  expect(allowing(51)).toEqual([{ path: 'claims', message: expect.stringContaining('may name 50 groups, found 51') }]);
});

test('all mistakes at once', () => {
  const bad = mistakes({
    ...claim({ name: '', source: 'user.shoesize' }),
    audience: 'x',
    ...group({ attribute: 'cloudDisplayName' }),
  });
  expect(bad).toHaveLength(4);
});

test('sound settings have no mistakes', () => {
  expect(mistakes({})).toEqual([]);
  expect(
    mistakes({
      ...nameId({
        source: 'user.mail',
        transformations: [step('ExtractMailPrefix'), step('Join', { separator: '@', second: 'contoso.com' })],
      }),
      claimsPolicy: 'mapping',
      claims: [
        { name: 'a', source: 'user.extension_ab603c56068041afb2f6832e2a17e237_skypeId' },
        { name: 'b', source: 'user.extensionattribute1', multiValued: true, transformations: [step('ToUpper')] },
        {
          name: 'c',
          source: 'user.mail',
          transformations: [
            step('RegexReplace', { pattern: "(?'a'.)@", replacement: '{a}{city}', inputs: ['user.city'] }),
          ],
        },
        { name: 'd', source: 'gold', conditions: [{ source: 'silver', userType: 'members', groups: ['cloud'] }] },
      ],
      groupClaim: {
        select: 'assigned',
        attribute: 'cloudDisplayName',
        replace: { pattern: '(a)', replacement: '{1}' },
      },
      optionalClaims: [
        { name: 'acct' },
        { name: 'upn', additionalProperties: ['include_externally_authenticated_upn'] },
      ],
      audience: 'urn:notes',
    }),
  ).toEqual([]);
});
