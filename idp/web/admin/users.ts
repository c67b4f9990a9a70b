/** Users of the directory: all of them, a new one, one of them. */

import { findUser } from '../../tenant/directory.ts';
import type { User } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { changeTenant, without } from './change.ts';
import { fieldsOf, type Field } from './fields.ts';
import type { Form } from './form.ts';
import { NotThere, ROOT, type AdminReply, type Crumb, type Mistake, type Page } from './reply.ts';

const allUsers: Crumb = { label: 'All users', href: `${ROOT}/users/all` };

/** Form fields that are source attributes of their own beside the fixed properties. */
const further: [name: string, label: string][] = [
  ['jobtitle', 'Job title'],
  ['department', 'Department'],
  ['companyname', 'Company name'],
  ['employeeid', 'Employee ID'],
  ['onpremisesuserprincipalname', 'On-premises user principal name'],
];
const names = ['displayName', 'givenName', 'surname', 'mail', ...further.map(([name]) => name)];
const valuesIn = (form: Form, ...more: string[]): Record<string, string> =>
  Object.fromEntries([...names, ...more].map((name) => [name, form.text(name)]));

export const users: Page = ({ idp, query }) => {
  const q = query.get('q')?.trim() ?? '';
  const rows = idp.tenant.users.filter((user) =>
    `${user.displayName ?? ''} ${user.userPrincipalName}`.toLowerCase().includes(q.toLowerCase()),
  );
  return {
    kind: 'page',
    view: 'users',
    title: 'All users',
    crumbs: [
      { label: 'Identity', href: `${ROOT}/identity` },
      { label: 'Users', href: `${ROOT}/users` },
      { label: 'All users' },
    ],
    current: 'all-users',
    notice: query.get('done') === 'created' ? 'The user was created.' : undefined,
    data: { q, rows, all: idp.tenant.users.length },
  };
};

function propertyFields(values: Record<string, string>, mistakes: Mistake[]): Field[] {
  const field = fieldsOf(values, mistakes);
  return [
    field('givenName', 'First name'),
    field('surname', 'Last name'),
    field('mail', 'Email', { hint: 'Source of user.mail; without it that claim is not sent.' }),
    ...further.map(([name, label]) => field(name, label)),
  ];
}

function newPage(values: Record<string, string>, mistakes: Mistake[]): AdminReply {
  const field = fieldsOf(values, mistakes);
  return {
    kind: 'page',
    view: 'new-user',
    title: 'Create new user',
    crumbs: [allUsers, { label: 'Create new user' }],
    current: 'all-users',
    mistakes,
    data: {
      userPrincipalName: field('userPrincipalName', 'User principal name', {
        required: true,
        hint: 'username@companydomain.extension, for example B.Simon@contoso.com',
      }),
      displayName: field('displayName', 'Display name', { required: true }),
      password: values['password'],
      fields: propertyFields(values, mistakes),
    },
  };
}

/** Readable and typeable; there is nothing to protect in a mock whose sign-in page lets one pick a person. */
const newPassword = (idp: Idp): string => `${idp.newToken().slice(0, 10)}-${idp.newToken().slice(0, 4)}`;

export const newUserPage: Page = ({ idp }) => newPage({ password: newPassword(idp) }, []);

function userMistakes(idp: Idp, values: Record<string, string>): Mistake[] {
  const mistakes: Mistake[] = [];
  const wrong = (field: string, message: string): void => void mistakes.push({ field, message });
  const { userPrincipalName = '', displayName = '' } = values;
  const domain = userPrincipalName.split('@')[1]?.toLowerCase() ?? '';
  const { domains } = idp.tenant;
  if (!/^[^@\s]+@[^@\s]+$/.test(userPrincipalName)) {
    wrong('userPrincipalName', 'Enter a name and a domain, such as B.Simon@contoso.com.');
  } else if (!domains.includes(domain)) {
    wrong('userPrincipalName', `The directory has no domain «${domain}»; it has ${domains.join(', ')}.`);
  } else if (findUser(idp.tenant, userPrincipalName) !== undefined) {
    wrong('userPrincipalName', `There is a user ${userPrincipalName} already; upper and lower case are the same.`);
  }
  if (displayName === '') wrong('displayName', 'Enter a display name.');
  return [...mistakes, ...mailMistakes(values)];
}

function mailMistakes({ mail = '' }: Record<string, string>): Mistake[] {
  if (mail === '' || /^[^@\s]+@[^@\s]+$/.test(mail)) return [];
  return [{ field: 'mail', message: `«${mail}» is no e-mail address; expected name@domain.` }];
}

/** Nothing entered means no value, and no claim, as in Entra. */
function filled(user: User, values: Record<string, string>): User {
  const attributes = { ...user.attributes };
  for (const [name] of further) {
    if ((values[name] ?? '') === '') delete attributes[name];
    else attributes[name] = values[name] ?? '';
  }
  const { displayName, givenName, surname, mail } = values;
  return {
    ...without(user, 'displayName', 'givenName', 'surname', 'mail'),
    ...(displayName ? { displayName } : {}),
    ...(givenName ? { givenName } : {}),
    ...(surname ? { surname } : {}),
    ...(mail ? { mail } : {}),
    attributes,
  };
}

export const createUser: Page = ({ idp, form }) => {
  const values = valuesIn(form, 'userPrincipalName', 'password');
  const mistakes = userMistakes(idp, values);
  if (mistakes.length > 0 || form.text('step') === 'back') return newPage(values, mistakes);
  if (form.text('step') !== 'create') {
    const shown = Object.entries(values).filter(([name, value]) => value !== '' && name !== 'password');
    return {
      kind: 'page',
      view: 'review-user',
      title: 'Review + create',
      crumbs: [allUsers, { label: 'Create new user', href: `${ROOT}/users/new` }, { label: 'Review + create' }],
      current: 'all-users',
      data: { values: Object.entries(values).map(([name, value]) => ({ name, value })), shown: shown.map(labelled) },
    };
  }
  const { userPrincipalName = '', password = '' } = values;
  const user: User = {
    id: idp.newGuid(),
    userPrincipalName,
    userType: 'Member',
    accountEnabled: true,
    password,
    attributes: {},
    groups: [],
  };
  changeTenant(idp, { users: [...idp.tenant.users, filled(user, values)] });
  return { kind: 'redirect', location: `${ROOT}/users/all?done=created` };
};

const labels: Record<string, string> = {
  userPrincipalName: 'User principal name',
  displayName: 'Display name',
  givenName: 'First name',
  surname: 'Last name',
  mail: 'Email',
  ...Object.fromEntries(further),
};

const labelled = ([name, value]: [string, string]): { label: string; value: string } => ({
  label: labels[name] ?? name,
  value,
});

function userIn(idp: Idp, params: Record<string, string>): User {
  const found = idp.tenant.users.find(({ id }) => id === params['userId']);
  if (found === undefined) throw new NotThere('There is no such user.');
  return found;
}

function userPage(known: User, values: Record<string, string>, mistakes: Mistake[], notice?: string): AdminReply {
  return {
    kind: 'page',
    view: 'user',
    title: known.displayName ?? known.userPrincipalName,
    crumbs: [allUsers, { label: known.displayName ?? known.userPrincipalName }],
    current: 'all-users',
    mistakes,
    notice,
    data: {
      user: known,
      displayName: fieldsOf(values, mistakes)('displayName', 'Display name', { required: true }),
      fields: propertyFields(values, mistakes),
    },
  };
}

export const user: Page = ({ idp, params, query }) => {
  const known = userIn(idp, params);
  const values = Object.fromEntries(
    names.map((name) => {
      const own = (known as unknown as Record<string, unknown>)[name] ?? known.attributes[name];
      return [name, typeof own === 'string' ? own : Array.isArray(own) ? own.join(', ') : ''];
    }),
  );
  return userPage(known, values, [], query.get('done') === 'saved' ? 'Saved.' : undefined);
};

export const saveUser: Page = ({ idp, params, form }) => {
  const known = userIn(idp, params);
  const values = valuesIn(form);
  const mistakes = mailMistakes(values);
  if (values['displayName'] === '') mistakes.push({ field: 'displayName', message: 'Enter a display name.' });
  if (mistakes.length > 0) return userPage(known, values, mistakes);
  const next = filled(known, values);
  changeTenant(idp, { users: idp.tenant.users.map((one) => (one === known ? next : one)) });
  return { kind: 'redirect', location: `${ROOT}/users/${known.id}?done=saved` };
};
