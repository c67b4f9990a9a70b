/** Token configuration: the optional claims that SAML tokens of the application carry. */

import { claimMistakes } from '../../claims/mistakes.ts';
import { groupProperties } from '../../claims/group-claim.ts';
import { upnProperties } from '../../claims/optional-claims.ts';
import type { Application, OptionalClaim } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { changeApplication, without } from './change.ts';
import { sentence } from './claims.ts';
import { fieldsOf } from './fields.ts';
import { applicationCrumbs, applicationIn, pageOf, type AdminReply, type Mistake, type Page } from './reply.ts';

const at = (application: Application): string => pageOf(application, 'token-configuration');

const descriptions: Record<string, string> = {
  acct: 'User’s account status in the directory: 0 for members, 1 for guests',
  email: 'The address of this user, where it has one',
  groups: 'Groups that the user belongs to',
  upn: 'Name of the user in the directory',
};

const notices: Record<string, string> = {
  saved: 'The optional claim was saved.',
  removed: 'The optional claim was deleted.',
};

function page(
  { tenant }: Idp,
  application: Application,
  typed: Record<string, string>,
  mistakes: Mistake[],
  notice?: string,
): AdminReply {
  const field = fieldsOf(typed, mistakes);
  const extensions = new Set(
    tenant.users.flatMap(({ attributes }) => Object.keys(attributes).filter((name) => name.startsWith('extension_'))),
  );
  return {
    kind: 'page',
    view: 'token-configuration',
    title: 'Token configuration',
    crumbs: applicationCrumbs(application, { label: 'Token configuration' }),
    application,
    current: 'token-configuration',
    mistakes,
    notice,
    data: {
      action: at(application),
      rows: (application.optionalClaims ?? []).map(({ name, additionalProperties = [] }) => ({
        name,
        properties: additionalProperties.join(', '),
        description: descriptions[name] ?? 'A directory extension',
      })),
      fields: [
        field('name', 'Claim', {
          choices: [...Object.keys(descriptions), ...extensions].map((name): [string, string] => [name, name]),
          hint: 'Saving one that is there already replaces its settings.',
        }),
        field('property', 'Additional property', {
          choices: [
            ['', 'None'],
            ...[...upnProperties, ...groupProperties].map((name): [string, string] => [name, name]),
          ],
          hint: 'How upn is sent for guests, or what groups are called.',
        }),
      ],
    },
  };
}

export const tokenConfiguration: Page = (visit) =>
  page(visit.idp, applicationIn(visit), {}, [], notices[visit.query.get('done') ?? '']);

export const saveTokenConfiguration: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const gone = form.text('remove');
  const values = { name: gone === '' ? form.text('name') : gone, property: form.text('property') };
  const others = (application.optionalClaims ?? []).filter(({ name }) => name !== values.name);
  const added: OptionalClaim = {
    name: values.name,
    ...(values.property === '' ? {} : { additionalProperties: [values.property] }),
  };
  const optionalClaims = gone === '' ? [...others, added] : others;
  const next: Application = {
    ...without(application, 'optionalClaims'),
    ...(optionalClaims.length === 0 ? {} : { optionalClaims }),
  };
  const mistakes = claimMistakes(next, idp.tenant)
    .filter(({ path }) => path.startsWith('optionalClaims') || path === 'groupClaim')
    .map(({ path, message }) => ({
      field: path.endsWith('additionalProperties') ? 'property' : 'name',
      message: sentence(path, message),
    }));
  if (gone === '' && mistakes.length > 0) return page(idp, application, values, mistakes);
  changeApplication(idp, next);
  return { kind: 'redirect', location: `${at(application)}?done=${gone === '' ? 'saved' : 'removed'}` };
};
