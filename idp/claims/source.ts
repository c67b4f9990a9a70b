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

/** Entra's names of sources, in lower case (documented list). Directory extensions are `user.extension_{appid}_{name}`. */
export const knownSources = new Set([
  ...(
    'surname givenname displayname objectid mail userprincipalname department onpremisessamaccountname netbiosname ' +
    'dnsdomainname onpremisesecurityidentifier companyname streetaddress postalcode preferredlanguage ' +
    'onpremisesuserprincipalname mailnickname othermail country city state jobtitle employeeid ' +
    'facsimiletelephonenumber assignedroles accountenabled consentprovidedforminor createddatetime creationtype ' +
    'lastpasswordchangedatetime mobilephone officelocation onpremisesdomainname onpremisesimmutableid ' +
    'onpremisessyncenabled preferreddatalocation proxyaddresses usertype telephonenumber groups pairwiseid'
  )
    .split(' ')
    .concat(Array.from({ length: 15 }, (_, index) => `extensionattribute${index + 1}`))
    .map((name) => `user.${name}`),
  ...['application', 'resource', 'audience'].flatMap((owner) =>
    ['displayname', 'objectid', 'tags'].map((name) => `${owner}.${name}`),
  ),
  'company.tenantcountry',
]);

/** Directory extensions: the application id without dashes, and the attribute's own name. */
export const directoryExtension = /^user\.extension_[0-9a-f]{32}_\w+$/i;

const owned = /^(user|application|resource|audience|company)\.(.+)$/i;

/** Whether the text names an attribute; anything else is a constant. */
export const isAttribute = (source: string): boolean => owned.test(source);

/** Only extension attributes synchronised from on premises, groups and roles have several values (documented); of all others one is sent. */
export const isMultiValued = (source: string): boolean =>
  /^user\.(groups|assignedroles|extensionattribute\d+|extension_.+)$|^(application|resource|audience)\.tags$/i.test(
    source,
  );

/**
 * The values of a source such as `user.mail`, `user.groups` or `user.assignedroles`; a source without the prefix `user.`,
 * `application.` (also `resource.`, `audience.`) or `company.` is a constant. Empty values are dropped, so no value at all
 * gives an empty list.
 * @param application needed for `user.assignedroles` and `application.*`
 */
export function sourceValue(user: User, tenant: Tenant, source: string, application?: Application): string[] {
  const values = found(user, tenant, source, application).filter((value) => value !== undefined && value !== '');
  return (isMultiValued(source) ? values : values.slice(0, 1)) as string[];
}

function found(user: User, tenant: Tenant, source: string, application?: Application): (string | undefined)[] {
  const [, owner, name = ''] = owned.exec(source) ?? [];
  if (owner === undefined) return [source];
  const key = name.toLowerCase();
  switch (owner.toLowerCase()) {
    case 'company':
      return [key === 'tenantcountry' ? tenant.country : undefined];
    case 'user':
      return ofUser(user, tenant, key, application);
    default:
      return ofApplication(application, key);
  }
}

function ofApplication(application: Application | undefined, key: string): (string | undefined)[] {
  if (key === 'tags') return application?.tags ?? [];
  return [key === 'displayname' ? application?.displayName : key === 'objectid' ? application?.appId : undefined];
}

function ofUser(user: User, tenant: Tenant, key: string, application?: Application): (string | undefined)[] {
  if (key === 'groups') return groupsOf(user, tenant);
  if (key === 'assignedroles') return application === undefined ? [] : rolesOf(user, application);
  const property = properties.get(key);
  if (property !== undefined) return [property(user)];
  if (Object.hasOwn(user.attributes, key)) return [user.attributes[key]].flat();
  // Directory extensions keep the case of their name in the directory.
  const written = Object.keys(user.attributes).find((name) => name.toLowerCase() === key);
  return written === undefined ? [] : [user.attributes[written]].flat();
}
