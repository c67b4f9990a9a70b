/** The rules of the NameID (reference: entra.md section 4), one a row. */

import { expect, test } from '@playwright/test';
import { ClaimError } from '../../../idp/claims/errors.ts';
import { nameIdFormats as formats, nameIdOf, pairwiseId } from '../../../idp/claims/name-id.ts';
import type { Application, NameIdRule } from '../../../idp/tenant/model.ts';
import { application, context, member, step } from './people.ts';

const pairwise = pairwiseId(member.id, application.appId);
const join = step('Join', { separator: '@', second: 'fabrikam.com' });

interface Row {
  title: string;
  nameId?: Partial<NameIdRule>;
  asks?: keyof typeof formats;
  settings?: Partial<Application>;
  value: string;
  format: keyof typeof formats;
}

const upn = 'B.Simon@contoso.com';
const rows: Row[] = [
  { title: 'default: the user principal name as an address', value: upn, format: 'emailAddress' },
  {
    title: 'the mail as an address',
    nameId: { source: 'user.mail' },
    value: 'b.simon@contoso.com',
    format: 'emailAddress',
  },
  {
    title: 'any other source is unspecified',
    nameId: { source: 'user.objectid' },
    value: member.id,
    format: 'unspecified',
  },
  { title: 'configured format', nameId: { format: 'unspecified' }, value: upn, format: 'unspecified' },
  {
    title: 'configured Windows name',
    nameId: { format: 'windowsDomainQualifiedName' },
    value: upn,
    format: 'windowsDomainQualifiedName',
  },
  {
    title: 'configured persistent keeps its source',
    nameId: { format: 'persistent' },
    value: upn,
    format: 'persistent',
  },
  {
    title: 'configured persistent, by switch pairwise',
    nameId: { format: 'persistent' },
    settings: { switches: { persistentNameId: 'pairwise' } },
    value: pairwise,
    format: 'persistent',
  },
  {
    title: 'requested over configured',
    nameId: { format: 'unspecified' },
    asks: 'emailAddress',
    value: upn,
    format: 'emailAddress',
  },
  { title: 'requested persistent is pairwise', asks: 'persistent', value: pairwise, format: 'persistent' },
  { title: 'requested unspecified keeps the source', asks: 'unspecified', value: upn, format: 'unspecified' },
  {
    title: 'requested unspecified, by switch pairwise',
    asks: 'unspecified',
    settings: { switches: { unspecifiedNameId: 'pairwise' } },
    value: pairwise,
    format: 'unspecified',
  },
  {
    title: 'the switch changes no configured format',
    nameId: { format: 'unspecified' },
    settings: { switches: { unspecifiedNameId: 'pairwise' } },
    value: upn,
    format: 'unspecified',
  },
  { title: 'source pairwiseid', nameId: { source: 'user.pairwiseid' }, value: pairwise, format: 'persistent' },
  {
    title: 'source pairwiseid in another format',
    nameId: { source: 'user.pairwiseid', format: 'unspecified' },
    value: pairwise,
    format: 'unspecified',
  },
  {
    title: 'transformed',
    nameId: { transformations: [step('ExtractMailPrefix')] },
    value: 'B.Simon',
    format: 'emailAddress',
  },
  {
    title: 'Join drops the domain first',
    nameId: { transformations: [join] },
    value: 'B.Simon@fabrikam.com',
    format: 'emailAddress',
  },
  {
    title: 'Join after a change of case',
    nameId: { transformations: [step('ToLowercase'), join] },
    value: 'b.simon@fabrikam.com',
    format: 'emailAddress',
  },
  {
    title: 'null after a transformation: pairwise',
    nameId: { transformations: [step('Extract', { after: '#' })] },
    value: pairwise,
    format: 'persistent',
  },
  {
    title: 'impossible input of a transformation: pairwise',
    nameId: { transformations: [step('Substring', { start: 99 })] },
    value: pairwise,
    format: 'persistent',
  },
  {
    title: 'blank after a transformation: pairwise',
    nameId: { transformations: [step('RegexReplace', { pattern: '.+', replacement: '  ' })] },
    value: pairwise,
    format: 'persistent',
  },
  {
    title: 'characters that XML forbids: pairwise',
    nameId: { transformations: [step('RegexReplace', { pattern: '@', replacement: '\u0001' })] },
    value: pairwise,
    format: 'persistent',
  },
  {
    title: 'too long after a transformation: pairwise',
    nameId: { transformations: [step('RegexReplace', { pattern: '.', replacement: '{0}'.repeat(20) })] },
    value: pairwise,
    format: 'persistent',
  },
  {
    title: 'a missing source may be replaced by IfEmpty',
    nameId: { source: 'user.telephonenumber', transformations: [step('IfEmpty', { output: 'user.mail' })] },
    value: 'b.simon@contoso.com',
    format: 'unspecified',
  },
  {
    title: 'directory extension',
    nameId: { source: 'user.extension_ab603c56068041afb2f6832e2a17e237_skypeid' },
    value: 'skype.b',
    format: 'unspecified',
  },
];

for (const { title, nameId, asks, settings, value, format } of rows) {
  test(title, () => {
    const changes = { ...settings, nameId: { ...application.nameId, ...nameId } };
    const requestedFormat = asks && formats[asks];
    expect(nameIdOf({ ...context(changes), requestedFormat })).toEqual({ value, format: formats[format] });
  });
}

test('a transient name is drawn anew', () => {
  const input = { ...context(), requestedFormat: formats.transient };
  expect(nameIdOf({ ...input, newId: () => '_1' })).toEqual({ value: '_1', format: formats.transient });
  expect(nameIdOf(input).value).not.toContain('Simon');
});

for (const transformations of [
  undefined,
  [step('ToLowercase')],
  [step('ToLowercase'), step('IfEmpty', { output: 'x' })],
]) {
  test(`a missing source is AADSTS501241, ${transformations?.length ?? 0} transformations`, () => {
    const nameId = {
      source: 'user.telephonenumber',
      format: 'default' as const,
      ...(transformations && { transformations }),
    };
    const named = (): unknown => nameIdOf(context({ nameId, switches: { missingInput: 'omit' } }));
    expect(named).toThrow(ClaimError);
    expect(named).toThrow(expect.objectContaining({ code: 'AADSTS501241' }));
    expect(named).toThrow(/user\.telephonenumber.*B\.Simon@contoso\.com/);
  });
}
