/** Source attributes: what a claim rule or the NameID draws its value from. */

import type { Application, Tenant, User } from '../tenant/model.ts';
import { groupsOf, rolesOf } from './groups.ts';

/** Sources that are properties of the user object, by their Entra names without `user.`. */
const properties = new Map<string, (user: User) => string | undefined>(
  Object.entries({
    objectid: (user: User) => user.id,
    userprincipalname: (user: User) => user.userPrincipalName,
    displayname: (user: User) => user.displayName,
    givenname: (user: User) => user.givenName,
    surname: (user: User) => user.surname,
    mail: (user: User) => user.mail,
    usertype: (user: User) => user.userType,
    accountenabled: (user: User) => String(user.accountEnabled),
  }),
);

/**
 * The values of a source such as `user.mail`, `user.groups` or `user.assignedroles`; a source without the prefix `user.`
 * or `application.` is a constant. Empty values are dropped, so no value at all gives an empty list.
 * @param application needed for `user.assignedroles` and `application.*`
 */
export function sourceValue(user: User, tenant: Tenant, source: string, application?: Application): string[] {
  return found(user, tenant, source, application).filter((value) => value !== undefined && value !== '') as string[];
}

function found(user: User, tenant: Tenant, source: string, application?: Application): (string | undefined)[] {
  const [, owner, name = ''] = /^(user|application)\.(.+)$/i.exec(source) ?? [];
  if (owner === undefined) return [source];
  const key = name.toLowerCase();
  if (owner.toLowerCase() === 'application') {
    return [key === 'displayname' ? application?.displayName : key === 'objectid' ? application?.appId : undefined];
  }
  if (key === 'groups') return groupsOf(user, tenant);
  if (key === 'assignedroles') return application === undefined ? [] : rolesOf(user, application);
  const property = properties.get(key);
  if (property !== undefined) return [property(user)];
  return Object.hasOwn(user.attributes, key) ? [user.attributes[key]].flat() : [];
}
