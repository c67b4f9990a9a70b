/** The table of transformations (reference: entra.md section 5), each row with its edge cases. */

import { expect, test } from '@playwright/test';
import { ClaimError } from '../../../idp/claims/errors.ts';
import { valuesOf } from '../../../idp/claims/value.ts';
import type { Application, ClaimSource, Transformation, User } from '../../../idp/tenant/model.ts';
import { context, member, step } from './people.ts';

const upn = 'user.userprincipalname';

function values(source: string, steps: Transformation[], more: Partial<ClaimSource> = {}, user: User = member) {
  return valuesOf({ source, transformations: steps, ...more }, context({}, user));
}

const between = step('Extract', { after: 'Finance_', before: '_US' });
const contains = step('Contains', { value: '@contoso.com', output: 'user.mail', otherwise: upn });
const department = 'Finance_BSimon_US';

const rows: [title: string, source: string, steps: Transformation[], result: string[]][] = [
  ['ExtractMailPrefix', upn, [step('ExtractMailPrefix')], ['B.Simon']],
  ['ExtractMailPrefix without @', 'user.surname', [step('ExtractMailPrefix')], ['Simon']],
  ['ExtractMailPrefix stops at the first @', 'a@b@c', [step('ExtractMailPrefix')], ['a']],
  ['ExtractMailPrefix of an empty prefix', '@c', [step('ExtractMailPrefix')], []],
  ['Join of attributes', 'user.givenname', [step('Join', { separator: '.', second: 'user.surname' })], ['B.Simon']],
  ['Join with a constant', 'user.surname', [step('Join', { second: '-ext' })], ['Simon-ext']],
  [
    'Join keeps a domain outside of the NameID',
    upn,
    [step('Join', { separator: '/', second: 'x' })],
    ['B.Simon@contoso.com/x'],
  ],
  ['Join without a second value', 'user.givenname', [step('Join', { second: 'user.city' })], []],
  ['ToLowercase', upn, [step('ToLowercase')], ['b.simon@contoso.com']],
  ['ToLower is another name', upn, [step('ToLower')], ['b.simon@contoso.com']],
  ['ToUppercase', 'user.surname', [step('ToUppercase')], ['SIMON']],
  ['ToUpper is another name', 'straße', [step('ToUpper')], ['STRASSE']],
  ['Contains that holds', 'user.mail', [contains], ['b.simon@contoso.com']],
  ['Contains that does not', 'user.surname', [contains], ['B.Simon@contoso.com']],
  ['Contains without an input', 'user.city', [contains], ['B.Simon@contoso.com']],
  ['Contains without an alternative', 'user.surname', [step('Contains', { value: 'x', output: 'yes' })], []],
  [
    'Contains minds case',
    'user.surname',
    [step('Contains', { value: 'simon', output: 'yes', otherwise: 'no' })],
    ['no'],
  ],
  ['StartWith that holds', department, [step('StartWith', { value: 'Fin', output: 'yes', otherwise: 'no' })], ['yes']],
  ['StartWith that does not', department, [step('StartWith', { value: 'BS', output: 'yes', otherwise: 'no' })], ['no']],
  ['EndWith that holds', department, [step('EndWith', { value: '_US', output: 'yes', otherwise: 'no' })], ['yes']],
  ['EndWith that does not', department, [step('EndWith', { value: 'Fin', output: 'yes', otherwise: 'no' })], ['no']],
  ['Extract after matching', 'Finance_BSimon', [step('Extract', { after: 'Finance_' })], ['BSimon']],
  ['Extract after the first match', 'a_b_c', [step('Extract', { after: '_' })], ['b_c']],
  ['Extract after what is not there', 'abc', [step('Extract', { after: '_' })], []],
  ['Extract after the end', 'abc', [step('Extract', { after: 'c' })], []],
  ['Extract before matching', 'BSimon_US', [step('Extract', { before: '_US' })], ['BSimon']],
  ['Extract before what is not there', 'abc', [step('Extract', { before: '_' })], []],
  ['Extract between', 'user.department', [between], ['BSimon']],
  ['Extract between in the wrong order', '_US Finance_', [between], []],
  ['Extract between one marker', 'a|b|c', [step('Extract', { after: '|', before: '|' })], ['b']],
  ['ExtractAlpha prefix', 'BSimon_123', [step('ExtractAlpha', { part: 'prefix' })], ['BSimon']],
  ['ExtractAlpha prefix of other scripts', 'Жук1', [step('ExtractAlpha', { part: 'prefix' })], ['Жук']],
  ['ExtractAlpha prefix that is none', '1abc', [step('ExtractAlpha', { part: 'prefix' })], []],
  ['ExtractAlpha suffix', '123_BSimon', [step('ExtractAlpha', { part: 'suffix' })], ['BSimon']],
  ['ExtractAlpha suffix that is none', 'abc1', [step('ExtractAlpha', { part: 'suffix' })], []],
  ['ExtractNumeric prefix', 'user.employeeid', [step('ExtractNumeric', { part: 'prefix' })], ['123']],
  ['ExtractNumeric prefix that is none', 'abc', [step('ExtractNumeric', { part: 'prefix' })], []],
  ['ExtractNumeric suffix', 'user.employeeid', [step('ExtractNumeric', { part: 'suffix' })], ['456']],
  ['IfEmpty of an empty source', 'user.city', [step('IfEmpty', { output: 'Bern' })], ['Bern']],
  [
    'IfEmpty of a full source',
    'user.surname',
    [step('IfEmpty', { output: 'x', otherwise: upn })],
    ['B.Simon@contoso.com'],
  ],
  ['IfEmpty of a full source without an alternative', 'user.surname', [step('IfEmpty', { output: 'x' })], []],
  [
    'IfNotEmpty of a full source',
    'user.surname',
    [step('IfNotEmpty', { output: 'user.mail' })],
    ['b.simon@contoso.com'],
  ],
  ['IfNotEmpty of an empty source', 'user.city', [step('IfNotEmpty', { output: 'user.mail' })], []],
  ['Substring of fixed length', 'PleaseExtractThisNow', [step('Substring', { start: 6, length: 11 })], ['ExtractThis']],
  ['Substring to the end', 'PleaseExtractThisNow', [step('Substring', { start: 6 })], ['ExtractThisNow']],
  ['Substring of everything', 'abc', [step('Substring', { start: 0, length: 3 })], ['abc']],
  ['Substring from the very end', 'abc', [step('Substring', { start: 3 })], []],
  ['two in a chain', upn, [step('ExtractMailPrefix'), step('ToUppercase')], ['B.SIMON']],
  ['nothing goes into the second', 'abc', [step('Extract', { after: '_' }), step('ToUppercase')], []],
  [
    'IfEmpty catches what the first lost',
    'abc',
    [step('Extract', { after: '_' }), step('IfEmpty', { output: 'none' })],
    ['none'],
  ],
];

for (const [title, source, steps, result] of rows) {
  test(title, () => expect(values(source, steps)).toEqual(result));
}

const regex = (pattern: string, replacement: string, more: Omit<Transformation, 'function'> = {}) =>
  step('RegexReplace', { pattern, replacement, ...more });

const regexRows: [title: string, source: string, step: Transformation, result: string[]][] = [
  ['named group', 'user.mail', regex("(?'user'.+)@(?'host'.+)", '{host}!{user}'), ['contoso.com!b.simon']],
  ['named group with angle brackets', 'user.mail', regex('(?<user>[^@]+)@.*', '{user}'), ['b.simon']],
  ['numbered group and whole match', 'ab', regex('(a)b', '{1}{0}'), ['aab']],
  [
    'inputs by full and by short name',
    'user.mail',
    regex('^.*$', '{user.surname}-{department}', { inputs: ['user.surname', 'user.department'] }),
    ['Simon-Finance_BSimon_US'],
  ],
  ['an input without a value is nothing', 'user.mail', regex('@.*', '{city}', { inputs: ['user.city'] }), ['b.simon']],
  ['a group that took no part is nothing', 'ac', regex("a(?'b'b)?c", '[{b}]'), ['[]']],
  ['only what matches is replaced', 'a1b22c', regex('\\d+', '#'), ['a#b#c']],
  ['no match leaves the input', 'user.surname', regex('\\d', 'x'), ['Simon']],
  [
    'no match with an output for it',
    'user.surname',
    regex('\\d', 'x', { otherwise: 'user.mail' }),
    ['b.simon@contoso.com'],
  ],
  ['no match with an empty output for it', 'user.surname', regex('\\d', 'x', { otherwise: 'user.city' }), []],
  ['an empty result is no value', 'user.surname', regex('.*', ''), []],
  [
    'inline options as .NET has them',
    'user.userprincipalname',
    regex("(?'u'^.*?)(?i)\\@CONTOSO\\.com$", '{u}'),
    ['B.Simon'],
  ],
];

for (const [title, source, one, result] of regexRows) {
  test(`RegexReplace: ${title}`, () => expect(values(source, [one])).toEqual(result));
}

test('multivalued: every value, else the first', () => {
  const source = 'user.extensionattribute1';
  expect(values(source, [step('ToUppercase')])).toEqual(['RED']);
  expect(values(source, [step('ToUppercase')], { multiValued: true })).toEqual(['RED', 'GREEN']);
  expect(values(source, [regex('^R.*', '')], { multiValued: true })).toEqual(['Green']);
  expect(valuesOf({ source }, context())).toEqual(['Red', 'Green']);
  expect(valuesOf({ source: 'user.othermail' }, context())).toEqual(['one@x.example']);
});

const failing = (source: string, steps: Transformation[], changes: Partial<Application> = {}) => {
  try {
    return valuesOf({ source, transformations: steps }, context(changes));
  } catch (error) {
    if (!(error instanceof ClaimError)) throw error;
    return error.code;
  }
};

const failures: [title: string, source: string, step: Transformation, code: string, omitted: string[] | string][] = [
  ['missing input', 'user.city', step('ToLowercase'), 'AADSTS501241', []],
  ['missing input of RegexReplace', 'user.city', regex('a', 'b'), 'AADSTS501241', []],
  ['start beyond the end', 'abc', step('Substring', { start: 4 }), 'AADSTS50124', []],
  ['length beyond the end', 'abc', step('Substring', { start: 1, length: 3 }), 'AADSTS50124', []],
  ['runaway expression', `${'a'.repeat(50)}!`, regex('^(a+)+$', 'b'), 'AADSTS501621', 'AADSTS501621'],
];

for (const [title, source, one, code, omitted] of failures) {
  test(`fails: ${title}`, () => {
    expect(failing(source, [one])).toBe(code);
    expect(failing(source, [one], { switches: { missingInput: 'omit' } })).toEqual(omitted);
  });
}
