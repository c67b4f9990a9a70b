/** The one group claim of an application. */

import { claimMistakes } from '../../claims/mistakes.ts';
import type { Application, GroupAttribute, GroupClaim } from '../../tenant/model.ts';
import { changeApplication, without } from './change.ts';
import { claimCrumbs, sentence } from './claims.ts';
import { fieldsOf } from './fields.ts';
import { applicationIn, pageOf, type AdminReply, type Mistake, type Page } from './reply.ts';

const selections: [GroupClaim['select'] | 'none', string][] = [
  ['none', 'None'],
  ['all', 'All groups'],
  ['security', 'Security groups'],
  ['directoryRoles', 'Directory roles'],
  ['assigned', 'Groups assigned to the application'],
];

const attributes: [GroupAttribute, string][] = [
  ['id', 'Group ID'],
  ['samAccountName', 'sAMAccountName'],
  ['netBiosSamAccountName', 'NetBIOSDomain\\sAMAccountName'],
  ['dnsSamAccountName', 'DNSDomain\\sAMAccountName'],
  ['onPremisesSecurityIdentifier', 'On Premises Group Security Identifier'],
  ['cloudDisplayName', 'Cloud-only group display names'],
];

function editor(application: Application, values: Record<string, string>, mistakes: Mistake[]): AdminReply {
  const field = fieldsOf(values, mistakes);
  return {
    kind: 'page',
    view: 'form',
    title: 'Group Claims',
    crumbs: claimCrumbs(application, 'Group Claims'),
    application,
    current: 'single-sign-on',
    mistakes,
    data: {
      back: pageOf(application, 'single-sign-on/claims'),
      fields: [
        field('select', 'Which groups associated with the user should be returned in the claim?', {
          choices: selections,
        }),
        field('attribute', 'Source attribute', { choices: attributes }),
        field('name', 'Name', { hint: 'Empty: the name that Entra gives it.' }),
        field('namespace', 'Namespace'),
        field('asRoles', 'Emit groups as role claims', {
          choices: [
            ['no', 'No'],
            ['yes', 'Yes'],
          ],
        }),
      ],
    },
  };
}

export const editGroupClaim: Page = (visit) => {
  const application = applicationIn(visit);
  const { select = 'none', attribute = 'id', name = '', namespace = '', asRoles } = application.groupClaim ?? {};
  return editor(application, { select, attribute, name, namespace, asRoles: asRoles === true ? 'yes' : 'no' }, []);
};

export const saveGroupClaim: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const values = Object.fromEntries(
    ['select', 'attribute', 'name', 'namespace', 'asRoles'].map((name) => [name, form.text(name)]),
  );
  const { name = '', namespace = '' } = values;
  const select = selections.find(([one]) => one === values['select'])?.[0] ?? 'none';
  const bare = without(application, 'groupClaim');
  // What this page does not show of the claim, its filter and replacement, is kept.
  const next: Application =
    select === 'none'
      ? bare
      : {
          ...bare,
          groupClaim: {
            ...without(application.groupClaim ?? { select }, 'name', 'namespace', 'asRoles'),
            select,
            attribute: attributes.find(([one]) => one === values['attribute'])?.[0] ?? 'id',
            ...(name === '' ? {} : { name }),
            ...(namespace === '' ? {} : { namespace }),
            ...(values['asRoles'] === 'yes' ? { asRoles: true } : {}),
          },
        };
  const mistakes = claimMistakes(next, idp.tenant)
    .filter(({ path }) => path.startsWith('groupClaim'))
    .map(({ path, message }) => ({
      field: path.endsWith('attribute') ? 'attribute' : 'select',
      message: sentence(path, message),
    }));
  if (mistakes.length > 0) return editor(application, values, mistakes);
  changeApplication(idp, next);
  return { kind: 'redirect', location: `${pageOf(application, 'single-sign-on/claims')}?done=group` };
};
