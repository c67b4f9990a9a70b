/** What a user would be told about: the claims preview. */

import { claimsOf } from '../../claims/claims.ts';
import { nameIdOf } from '../../claims/name-id.ts';
import type { Application, Tenant, User } from '../../tenant/model.ts';

export interface Preview {
  user: string;
  nameId?: { value: string; format: string };
  rows: { name: string; values: string[] }[];
  /** Why this user could not sign in. */
  problem?: string;
}

/** Never throws: what hinders the sign-in is part of the preview. */
export function preview(tenant: Tenant, application: Application, user: User): Preview {
  const context = { tenant, application, user };
  try {
    return {
      user: user.userPrincipalName,
      nameId: nameIdOf(context),
      rows: claimsOf({ ...context, sessionMethod: 'Password' }),
    };
  } catch (error) {
    return { user: user.userPrincipalName, rows: [], problem: (error as Error).message };
  }
}
