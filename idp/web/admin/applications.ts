/** The list of applications, an application's overview and its properties. */

import type { Application } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { userAccessUrl } from '../launch.ts';
import { changeApplication, changeTenant, without } from './change.ts';
import { fieldsOf } from './fields.ts';
import {
  APPLICATIONS,
  applicationCrumbs,
  applicationIn,
  pageOf,
  type AdminReply,
  type Mistake,
  type Page,
} from './reply.ts';

/** Documented limit of the notes (reference: entra.md section 9). */
const LONGEST_NOTES = 1024;

export const applications: Page = ({ idp, query }) => {
  const q = query.get('q')?.trim() ?? '';
  const rows = idp.tenant.applications
    .filter(({ displayName, appId, identifiers }) =>
      [displayName, appId, ...identifiers].some((text) => text.toLowerCase().includes(q.toLowerCase())),
    )
    .map((application) => ({ ...application, href: pageOf(application, 'overview') }));
  return {
    kind: 'page',
    view: 'applications',
    title: 'Enterprise applications',
    crumbs: [{ label: 'Identity', href: '/admin/identity' }, { label: 'Enterprise applications' }],
    current: 'enterprise-applications',
    notice: query.get('done') === 'deleted' ? 'The application was deleted.' : undefined,
    data: { q, rows, all: idp.tenant.applications.length, newHref: `${APPLICATIONS}/new` },
  };
};

export const overview: Page = (visit) => {
  const application = applicationIn(visit);
  return {
    kind: 'page',
    view: 'overview',
    title: 'Overview',
    crumbs: applicationCrumbs(application, { label: 'Overview' }),
    application,
    current: 'overview',
    notice:
      visit.query.get('done') === 'added'
        ? `${application.displayName} was added. Assign users and set up single sign-on next.`
        : undefined,
    data: {
      tiles: [
        {
          href: pageOf(application, 'users-and-groups'),
          label: '1. Assign users and groups',
          text: 'Give people access to this application.',
        },
        {
          href: pageOf(application, 'single-sign-on'),
          label: '2. Set up single sign-on',
          text: 'Let them sign in with their account of this directory.',
        },
      ],
    },
  };
};

const yesNo: [string, string][] = [
  ['yes', 'Yes'],
  ['no', 'No'],
];
const said = (flag: boolean): string => (flag ? 'yes' : 'no');

function propertiesPage(
  idp: Idp,
  application: Application,
  values: Record<string, string>,
  mistakes: Mistake[],
  notice?: string,
): AdminReply {
  const field = fieldsOf(values, mistakes);
  return {
    kind: 'page',
    view: 'properties',
    title: 'Properties',
    crumbs: applicationCrumbs(application, { label: 'Properties' }),
    application,
    current: 'properties',
    mistakes,
    notice,
    data: {
      userAccessUrl: userAccessUrl(idp, application),
      deleteHref: pageOf(application, 'delete'),
      fields: [
        field('enabled', 'Enabled for users to sign-in?', { choices: yesNo }),
        field('name', 'Name', { required: true }),
        field('assignmentRequired', 'Assignment required?', {
          choices: yesNo,
          hint: 'No: everybody in the directory may sign in.',
        }),
        field('visible', 'Visible to users?', { choices: yesNo, hint: 'No: assigned users see no tile in My Apps.' }),
        field('notes', 'Notes', { rows: 3 }),
      ],
    },
  };
}

export const properties: Page = (visit) => {
  const application = applicationIn(visit);
  const { enabled, assignmentRequired, visible = true, notes = '', displayName: name } = application;
  const values = {
    enabled: said(enabled),
    name,
    assignmentRequired: said(assignmentRequired),
    visible: said(visible),
    notes,
  };
  return propertiesPage(visit.idp, application, values, [], visit.query.get('done') === 'saved' ? 'Saved.' : undefined);
};

export const saveProperties: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const values = Object.fromEntries(
    ['enabled', 'name', 'assignmentRequired', 'visible', 'notes'].map((name) => [name, form.text(name)]),
  );
  const { name = '', notes = '' } = values;
  const mistakes: Mistake[] = [];
  if (name === '') mistakes.push({ field: 'name', message: 'Enter a name for the application.' });
  const namesake = idp.tenant.applications.find(
    (one) => one !== application && one.displayName.toLowerCase() === name.toLowerCase(),
  );
  if (namesake !== undefined) mistakes.push({ field: 'name', message: `Another application is called «${name}».` });
  if (notes.length > LONGEST_NOTES) {
    mistakes.push({ field: 'notes', message: `The notes have ${notes.length} characters; use at most 1,024.` });
  }
  if (mistakes.length > 0) return propertiesPage(visit.idp, application, values, mistakes);
  changeApplication(idp, {
    ...without(application, 'notes'),
    displayName: name,
    enabled: values['enabled'] !== 'no',
    assignmentRequired: values['assignmentRequired'] !== 'no',
    visible: values['visible'] !== 'no',
    ...(notes === '' ? {} : { notes }),
  });
  return { kind: 'redirect', location: `${pageOf(application, 'properties')}?done=saved` };
};

export const deleteApplication: Page = (visit) => {
  const application = applicationIn(visit);
  if (visit.form.text('confirm') !== 'yes') {
    const crumbs = applicationCrumbs(application, { label: 'Delete' });
    return {
      kind: 'page',
      view: 'delete',
      title: `Delete ${application.displayName}?`,
      crumbs,
      application,
      data: { back: pageOf(application, 'properties'), action: pageOf(application, 'delete') },
    };
  }
  changeTenant(visit.idp, { applications: visit.idp.tenant.applications.filter((one) => one !== application) });
  return { kind: 'redirect', location: `${APPLICATIONS}?done=deleted` };
};
