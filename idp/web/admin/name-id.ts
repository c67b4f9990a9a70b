/** The unique user identifier: source and format of the NameID. */

import { claimMistakes } from '../../claims/mistakes.ts';
import type { Application, NameIdFormatName } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { changeApplication } from './change.ts';
import { claimCrumbs, sentence } from './claims.ts';
import { conditionsIn, fieldAt, sourceFields, sourceIn, valuesIn, valuesOf, type ClaimValues } from './claim-form.ts';
import { fieldsOf } from './fields.ts';
import { applicationIn, pageOf, type AdminReply, type Mistake, type Page } from './reply.ts';

const formats: [NameIdFormatName, string][] = [
  ['default', 'Default'],
  ['emailAddress', 'Email address'],
  ['persistent', 'Persistent'],
  ['unspecified', 'Unspecified'],
  ['transient', 'Transient'],
  ['windowsDomainQualifiedName', 'Windows domain qualified name'],
];

function editor(idp: Idp, application: Application, values: ClaimValues, mistakes: Mistake[]): AdminReply {
  return {
    kind: 'page',
    view: 'claim',
    title: 'Unique User Identifier (Name ID)',
    crumbs: claimCrumbs(application, 'Unique User Identifier (Name ID)'),
    application,
    current: 'single-sign-on',
    mistakes,
    data: {
      action: pageOf(application, 'single-sign-on/claims/name-id'),
      back: pageOf(application, 'single-sign-on/claims'),
      head: [fieldsOf(values, mistakes)('format', 'Name identifier format', { choices: formats })],
      ...sourceFields(values, mistakes, idp.tenant),
    },
  };
}

export const editNameId: Page = (visit) => {
  const application = applicationIn(visit);
  const { nameId } = application;
  return editor(visit.idp, application, { ...valuesOf(nameId), format: nameId.format }, []);
};

export const saveNameId: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const values = valuesIn(form);
  if (form.text('action') === 'condition') values['conditions'] = String(conditionsIn(values) + 1);
  if (form.text('action') !== 'save') return editor(idp, application, values, []);
  const format = formats.find(([name]) => name === values['format'])?.[0] ?? application.nameId.format;
  const next: Application = { ...application, nameId: { format, ...sourceIn(values, application.nameId.conditions) } };
  const mistakes = claimMistakes(next, idp.tenant)
    .filter(({ path }) => path.startsWith('nameId'))
    .map(({ path, message }) => ({ field: fieldAt(path), message: sentence(path, message) }));
  if (mistakes.length > 0) return editor(idp, application, values, mistakes);
  changeApplication(idp, next);
  return { kind: 'redirect', location: `${pageOf(application, 'single-sign-on/claims')}?done=name-id` };
};
