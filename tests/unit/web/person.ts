/** The person at the IdP's pages: who it is, what is filled in, and what comes of it. */

import type { RunningIdp } from '../../../idp/index.ts';
import type { User } from '../../../idp/tenant/model.ts';
import { open, redirectUrl, type Seen } from './sp-side.ts';

export const simonsName = 'b.simon@contoso.com';

export function simon(idp: RunningIdp): User {
  const user = idp.tenant.users.find((one) => one.userPrincipalName === simonsName);
  if (user === undefined) throw new Error('no B.Simon');
  return user;
}

/** Sends the form of a page with further fields. */
export function submit(
  { baseUrl }: { baseUrl: string },
  { form }: Seen,
  fields: Record<string, string>,
  cookie = '',
): Promise<Seen> {
  const body = new URLSearchParams({ ...form?.fields, ...fields });
  return open(`${baseUrl}${form?.action}`, { method: 'POST', body, headers: { cookie } });
}

/** The application asks, and somebody is picked. */
export async function signIn(idp: RunningIdp, user = simonsName): Promise<Seen> {
  return submit(idp, await open(redirectUrl(idp)), { user });
}

/** The Cookie header of a browser that has seen this page first. */
export const cookieOf = ({ headers }: Pick<Seen, 'headers'>): string =>
  (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** The number of the error that the page tells. */
export const codeIn = ({ body }: Seen): string | undefined => /AADSTS(\d+): /.exec(body)?.[1];
