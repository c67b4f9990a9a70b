/** Source attributes: what a claim rule or the NameID draws its value from. */

import type { Application, Tenant, User } from '../tenant/model.ts';
import { groupsOf, rolesOf } from './groups.ts';

/** Sources that are properties of the user object, by their Entra names without `user.`. */
const properties: Record<string, (user: User) => string | undefined> = {
  objectid: (user) => user.id,
  userprincipalname: (user) => user.userPrincipalName,
  displayname: (user) => user.displayName,
  givenname: (user) => user.givenName,
  surname: (user) => user.surname,
  mail: (user) => user.mail,
  usertype: (user) => user.userType,
  accountenabled: (user) => String(user.accountEnabled),
};

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
    return [{ objectid: application?.appId, displayname: application?.displayName }[key]];
  }
  if (key === 'groups') return groupsOf(user, tenant);
  if (key === 'assignedroles') return application === undefined ? [] : rolesOf(user, application);
  const property = properties[key];
  return property === undefined ? [user.attributes[key] ?? undefined].flat() : [property(user)];
}
