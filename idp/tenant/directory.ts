/** Looks things up in a tenant and adds users that it does not know yet. */

import { guidFrom } from './deterministic-id.ts';
import type { Application, Tenant, User } from './model.ts';

const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** The user with this user principal name (case does not count, as in Entra), or undefined. */
export function findUser(tenant: Tenant, userPrincipalName: string): User | undefined {
  return tenant.users.find((user) => sameName(user.userPrincipalName, userPrincipalName));
}

/** The application that has registered exactly this identifier: case and a trailing slash count (reference: AADSTS700016). */
export function findApplication(tenant: Tenant, identifier: string): Application | undefined {
  return tenant.applications.find((application) => application.identifiers.includes(identifier));
}

/** Object id of the application's service principal: names the instance in `/saml2/{guid}`. */
export function servicePrincipalIdOf({ appId }: Pick<Application, 'appId'>): string {
  return guidFrom(`servicePrincipal:${appId}`);
}

/** The application by the object id of its service principal, a GUID in any case. */
export function instanceOf(tenant: Tenant, servicePrincipalId: string): Application | undefined {
  return tenant.applications.find((one) => servicePrincipalIdOf(one) === servicePrincipalId.toLowerCase());
}

/** The tenant with this id or domain, in any case. */
export function tenantNamed(tenants: Tenant[], name: string): Tenant | undefined {
  return tenants.find((tenant) => [tenant.id, ...tenant.domains].some((one) => sameName(one, name)));
}

/** A directory without users; its id follows from its first domain unless one is given. */
export function newTenant(known: Pick<Tenant, 'displayName' | 'domains'> & Partial<Tenant>): Tenant {
  const id = guidFrom(`tenant:${(known.domains[0] ?? known.displayName).toLowerCase()}`);
  return { id, users: [], groups: [], applications: [], ...known };
}

/** Whether a URL's tenant segment names this tenant: its GUID, one of its domains, or `common`. */
export function answersTo(tenant: Tenant, segment: string): boolean {
  return [tenant.id, 'common', ...tenant.domains].some((name) => sameName(name, segment));
}

/** Whether the user may use the application: assigned directly, or as a direct member of an assigned group (nesting does not count). */
export function isAssigned(application: Application, user: User): boolean {
  if (!application.assignmentRequired) return true;
  return application.assignments.some(
    ({ principalId }) => principalId === user.id || user.groups.includes(principalId),
  );
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Names that can be read off a user principal name: `jane.roe@contoso.com` is Jane Roe; one word is a given name only. */
function namesFrom(userPrincipalName: string): Pick<User, 'displayName' | 'givenName' | 'surname'> {
  const prefix = userPrincipalName.split('@')[0] ?? userPrincipalName;
  const words = prefix
    .split(/[._-]+/)
    .filter((word) => word !== '')
    .map(capitalised);
  const [givenName = prefix, ...rest] = words;
  return {
    displayName: [givenName, ...rest].join(' '),
    givenName,
    ...(rest.length === 0 ? {} : { surname: rest.join(' ') }),
  };
}

/** The user as data, with everything that can be derived from the user principal name. */
export function newUser(userPrincipalName: string, known: Partial<User> = {}): User {
  return {
    id: guidFrom(`user:${userPrincipalName.toLowerCase()}`),
    userPrincipalName,
    ...namesFrom(userPrincipalName),
    mail: userPrincipalName,
    userType: 'Member',
    accountEnabled: true,
    attributes: {},
    groups: [],
    ...known,
  };
}

/** The known user of this name, or a new one added to the tenant (which is changed in place). */
export function ensureUser(tenant: Tenant, userPrincipalName: string): User {
  const known = findUser(tenant, userPrincipalName);
  if (known !== undefined) return known;
  const user = newUser(userPrincipalName);
  tenant.users.push(user);
  return user;
}
