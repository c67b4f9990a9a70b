/** The menu of one application. */

import type { Application } from '../../tenant/model.ts';
import { pageOf } from './reply.ts';

interface Entry {
  href: string;
  label: string;
  current: boolean;
}

/** @param current the page that is shown */
export function menuOf(
  application: Application,
  current: string | undefined,
): Record<'top' | 'manage' | 'security', Entry[]> {
  const entry = (page: string, label: string): Entry => ({
    href: pageOf(application, page),
    label,
    current: page === current,
  });
  return {
    top: [entry('overview', 'Overview')],
    manage: [
      entry('properties', 'Properties'),
      entry('users-and-groups', 'Users and groups'),
      entry('single-sign-on', 'Single sign-on'),
      entry('token-configuration', 'Token configuration'),
    ],
    security: [entry('token-encryption', 'Token encryption')],
  };
}
