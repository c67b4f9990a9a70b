/** The directories of this process: which one the admin centre shows, and new ones. */

import { newTenant, tenantNamed } from '../../tenant/directory.ts';
import { entityIdOf } from '../../protocol/metadata.ts';
import { setCookie } from '../cookies.ts';
import type { Idp } from '../idp.ts';
import { fieldsOf } from './fields.ts';
import { ROOT, type AdminReply, type Mistake, type Page } from './reply.ts';

/** Names the directory that a browser administers; without it the first one. */
export const DIRECTORY_COOKIE = 'samlproof-directory';

const DIRECTORIES = `${ROOT}/directories`;

function listPage(idp: Idp, typed: Record<string, string>, mistakes: Mistake[], notice?: string): AdminReply {
  const field = fieldsOf(typed, mistakes);
  return {
    kind: 'page',
    view: 'directories',
    title: 'Directories',
    crumbs: [{ label: 'Identity', href: `${ROOT}/identity` }, { label: 'Directories' }],
    current: 'directories',
    mistakes,
    notice,
    data: {
      rows: idp.tenants.map((tenant) => ({
        ...tenant,
        entityId: entityIdOf(tenant),
        shown: tenant === idp.tenant,
        users: tenant.users.length,
        applications: tenant.applications.length,
      })),
      fields: [
        field('displayName', 'Organization name', { required: true }),
        field('domain', 'Initial domain name', { required: true, hint: 'For example fabrikam.com.' }),
      ],
    },
  };
}

export const directories: Page = ({ idp, query }) =>
  listPage(idp, {}, [], query.get('done') === 'switched' ? `You administer ${idp.tenant.displayName} now.` : undefined);

const shownFrom = (idp: Idp, id: string): AdminReply => ({
  kind: 'redirect',
  location: `${DIRECTORIES}?done=switched`,
  cookies: [setCookie(idp.baseUrl, DIRECTORY_COOKIE, id)],
});

/** @throws TenantError when the new one cannot be kept; there is none then */
export const changeDirectory: Page = ({ idp, form }) => {
  const wanted = tenantNamed(idp.tenants, form.text('switch'));
  if (wanted !== undefined) return shownFrom(idp, wanted.id);
  const displayName = form.text('displayName');
  const domain = form.text('domain').toLowerCase();
  const mistakes: Mistake[] = [];
  if (displayName === '') mistakes.push({ field: 'displayName', message: 'Enter a name for the organization.' });
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) {
    mistakes.push({ field: 'domain', message: `«${domain}» is no domain; expected a name such as fabrikam.com.` });
  } else if (tenantNamed(idp.tenants, domain) !== undefined) {
    mistakes.push({ field: 'domain', message: `The domain ${domain} belongs to a directory already.` });
  }
  if (mistakes.length > 0) return listPage(idp, { displayName, domain }, mistakes);
  const tenant = newTenant({ displayName, domains: [domain] });
  idp.tenants.push(tenant);
  try {
    idp.save();
  } catch (error) {
    idp.tenants.pop();
    throw error;
  }
  return shownFrom(idp, tenant.id);
};
