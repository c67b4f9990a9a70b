/** The pages of the interactive sign-in: account picker, password, «Stay signed in?». */

import { isAssigned } from '../tenant/directory.ts';
import type { User } from '../tenant/model.ts';
import type { AadstsCode } from '../protocol/errors.ts';
import type { Idp } from './idp.ts';
import type { Reply } from './pages.ts';
import type { Waiting } from './sign-in.ts';

/** What a form says about the entry before. */
export interface Mistake {
  code: AadstsCode;
  message: string;
}

/** Action and hidden fields of a form of the sign-in pages. */
export function formOf({ segment, instance, kind, flow }: Waiting): Record<string, string> {
  const hidden = { binding: kind, flow, ...(instance === undefined ? {} : { instance }) };
  return { action: `/${encodeURIComponent(segment)}/login`, ...hidden };
}

const titleOf = ({ application }: Waiting): string =>
  application === undefined ? 'Sign in to your account' : `Sign in to ${application.displayName}`;

/** Accounts of the directory, assigned ones first, and a field for any other. */
export function accountPage(
  idp: Idp,
  waiting: Waiting,
  { value, mistake }: { value?: string | undefined; mistake?: Mistake },
): Reply {
  const { application } = waiting;
  const users = idp.tenant.users
    .filter((user) => user.accountEnabled)
    .map((user) => ({
      userPrincipalName: user.userPrincipalName,
      displayName: user.displayName ?? user.userPrincipalName,
      assigned: application === undefined || isAssigned(application, user),
      hinted: user.userPrincipalName.toLowerCase() === value?.toLowerCase(),
    }))
    .sort((left, right) => Number(right.assigned) - Number(left.assigned));
  const data = { ...formOf(waiting), application: application?.displayName, tenant: idp.tenant.displayName, users };
  return {
    kind: 'page',
    status: mistake === undefined ? 200 : 400,
    view: 'sign-in',
    title: titleOf(waiting),
    data: { ...data, value, mistake },
  };
}

export function passwordPage(idp: Idp, waiting: Waiting, user: User, mistake?: Mistake): Reply {
  return {
    kind: 'page',
    status: mistake === undefined ? 200 : 400,
    view: 'password',
    title: titleOf(waiting),
    data: { ...formOf(waiting), tenant: idp.tenant.displayName, user: user.userPrincipalName, mistake },
  };
}

export function stayPage(waiting: Waiting, user: User): Reply {
  return {
    kind: 'page',
    status: 200,
    view: 'stay',
    title: 'Stay signed in?',
    data: { ...formOf(waiting), user: user.userPrincipalName },
  };
}
