/** Entra's rules once it is known who signs in: the account's own, and those of the application. */

import { isBlocked } from '../tenant/conditional-access.ts';
import { isAssigned } from '../tenant/directory.ts';
import type { Application, SignInMethod, Tenant, User } from '../tenant/model.ts';
import type { Rule } from './rules.ts';

/** What a rule about the credential may look at. */
export interface CredentialContext {
  tenant: Tenant;
  user: Pick<User, 'userPrincipalName' | 'certificateRefused'>;
  /** How the person signs in, or signed in. */
  method: SignInMethod;
}

export interface UserContext {
  tenant: Tenant;
  application: Application;
  user: User;
}

/** Template id of the directory role: whoever holds it may sign in without an assignment (documented). */
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';

/** The federated domain of an account or a hint, when the directory has it. */
export function federatedDomainOf({ federatedDomains = [] }: Tenant, name: string) {
  const domain = name.slice(name.lastIndexOf('@') + 1).toLowerCase();
  return federatedDomains.find((one) => one.domain.toLowerCase() === domain);
}

/** The sentence for a federated domain whose identity provider nobody has registered. */
export function missingRealm(tenant: Tenant, name: string): string | undefined {
  const federated = federatedDomainOf(tenant, name);
  return federated === undefined || federated.realm !== undefined
    ? undefined
    : `The federated realm object of the domain '${federated.domain}' does not exist in the directory '${tenant.displayName}'.`;
}

/** Whether the credential of the person counts at all. */
export const credentialRules: Rule<CredentialContext>[] = [
  { code: '50107', broken: ({ tenant, user }) => missingRealm(tenant, user.userPrincipalName) },
  {
    code: '50012',
    broken: ({ user, method }) =>
      method === 'X509' && user.certificateRefused === true
        ? `The authentication of '${user.userPrincipalName}' failed: the certificate is not valid, or nobody here trusts who issued it.`
        : undefined,
  },
];

/** Whether the application lets the person in. */
export const userRules: Rule<UserContext>[] = [
  {
    code: '50057',
    broken: ({ user }) => (user.accountEnabled ? undefined : `The account '${user.userPrincipalName}' is disabled.`),
  },
  {
    code: '50105',
    broken: ({ application, user }) =>
      isAssigned(application, user) || user.directoryRoles?.includes(GLOBAL_ADMINISTRATOR) === true
        ? undefined
        : `The user '${user.userPrincipalName}' is not assigned to the application '${application.appId}' (${application.displayName}), which requires it.`,
  },
  {
    code: '53003',
    broken: ({ tenant, application, user }) =>
      isBlocked(tenant, application, user)
        ? `Conditional access keeps '${user.userPrincipalName}' out of the application '${application.appId}' (${application.displayName}): a policy blocks the sign-in.`
        : undefined,
  },
];
