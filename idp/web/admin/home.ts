/** The landing pages: tiles that lead on. */

import { APPLICATIONS, ROOT, type AdminReply, type Page } from './reply.ts';

interface Tile {
  href: string;
  label: string;
  text: string;
}

const landing = (title: string, current: string, tiles: Tile[]): AdminReply => ({
  kind: 'page',
  view: 'home',
  title,
  current,
  data: { tiles },
});

const allUsers: Tile = {
  href: `${ROOT}/users/all`,
  label: 'All users',
  text: 'Who is in the directory; make test users here.',
};
const allGroups: Tile = {
  href: `${ROOT}/groups/all`,
  label: 'All groups',
  text: 'Groups and their members; what group claims and assignments name.',
};
const enterprise: Tile = {
  href: APPLICATIONS,
  label: 'Enterprise applications',
  text: 'Add applications, assign users, set up single sign-on.',
};

export const home: Page = ({ idp }) =>
  landing('Home', 'home', [
    { href: `${ROOT}/identity`, label: 'Identity', text: 'Users and applications of this directory.' },
    { href: `/myapps?tenantId=${idp.tenant.id}`, label: 'My Apps', text: 'The applications as a user sees them.' },
    { href: '/', label: 'Identity provider', text: 'Endpoints, identifier and federation metadata.' },
  ]);

export const identity: Page = () =>
  landing('Identity', 'identity', [
    { href: `${ROOT}/users`, label: 'Users', text: 'People who can sign in.' },
    { href: `${ROOT}/groups`, label: 'Groups', text: 'What people have in common.' },
    { href: `${ROOT}/applications`, label: 'Applications', text: 'What they sign in to.' },
    { href: `${ROOT}/directories`, label: 'Directories', text: 'Which directory is administered here; new ones.' },
  ]);

export const usersHome: Page = () => landing('Users', 'users', [allUsers]);

export const groupsHome: Page = () => landing('Groups', 'groups', [allGroups]);

export const applicationsHome: Page = () => landing('Applications', 'applications', [enterprise]);
