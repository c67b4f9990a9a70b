/** New application: from the gallery, or one's own. */

import type { Application } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { changeTenant } from './change.ts';
import { fieldsOf } from './fields.ts';
import { galleryEntries, isPattern, literals, searchGallery, type GalleryEntry } from './gallery.ts';
import { APPLICATIONS, NotThere, pageOf, type AdminReply, type Crumb, type Mistake, type Page } from './reply.ts';

/** Shown without a search. */
const FIRST_RESULTS = 24;
const LONGEST_NAME = 120;

const crumbs: Crumb[] = [{ label: 'Enterprise applications', href: APPLICATIONS }];
const galleryCrumb: Crumb = { label: 'New application', href: `${APPLICATIONS}/new` };

/** An application as Entra makes it: nothing set up yet, Entra's default claims. */
function blank(idp: Idp, displayName: string): Application {
  return {
    appId: idp.newGuid(),
    displayName,
    identifiers: [],
    replyUrls: [],
    enabled: true,
    assignmentRequired: true,
    assignments: [],
    nameId: { source: 'user.userprincipalname', format: 'emailAddress' },
    basicClaims: true,
    claims: [],
    signing: 'assertion',
    signatureAlgorithm: 'rsa-sha256',
    tokenLifetimeMinutes: 60,
    singleSignOn: 'none',
  };
}

function fromEntry(idp: Idp, entry: GalleryEntry, displayName: string): Application {
  const { signOnUrl, relayState } = entry;
  return {
    ...blank(idp, displayName),
    galleryEntry: entry.id,
    identifiers: literals(entry.identifiers).filter(
      (one) => !idp.tenant.applications.some(({ identifiers }) => identifiers.includes(one)),
    ),
    replyUrls: literals(entry.replyUrls).filter((url) => URL.canParse(url)),
    ...(signOnUrl === undefined || isPattern(signOnUrl) ? {} : { signOnUrl }),
    ...(relayState === undefined || isPattern(relayState) ? {} : { relayState }),
    claims: (entry.claims ?? []).map((claim) => ({ ...claim })),
  };
}

const wrong = (message: string): Mistake[] => [{ field: 'name', message }];

function nameMistakes(idp: Idp, name: string): Mistake[] {
  if (name === '') return wrong('Enter a name for the application.');
  if (name.length > LONGEST_NAME) return wrong(`The name has ${name.length} characters; use at most ${LONGEST_NAME}.`);
  const taken = idp.tenant.applications.some(({ displayName }) => displayName.toLowerCase() === name.toLowerCase());
  return taken ? wrong(`There is an application «${name}» already; give this one another name.`) : [];
}

function added(idp: Idp, application: Application): AdminReply {
  changeTenant(idp, { applications: [...idp.tenant.applications, application] });
  return { kind: 'redirect', location: `${pageOf(application, 'overview')}?done=added` };
}

export const gallery: Page = ({ query }) => {
  const q = query.get('q')?.trim() ?? '';
  const found = searchGallery(q);
  const results = (q === '' ? found.slice(0, FIRST_RESULTS) : found).map(({ id, name, edition, initiated = [] }) => ({
    name: edition === undefined ? name : `${name} (tutorial of ${edition})`,
    href: `${APPLICATIONS}/new/gallery/${encodeURIComponent(id)}`,
    initiated: initiated.map((one) => one.toUpperCase()).join(' and '),
  }));
  return {
    kind: 'page',
    view: 'gallery',
    title: 'Browse Microsoft Entra Gallery',
    crumbs: [...crumbs, { label: 'New application' }],
    current: 'enterprise-applications',
    data: { q, results, count: found.length, all: galleryEntries().length, own: `${APPLICATIONS}/new/own` },
  };
};

function ownPage(name: string, mistakes: Mistake[]): AdminReply {
  return {
    kind: 'page',
    view: 'new-own',
    title: 'Create your own application',
    crumbs: [...crumbs, galleryCrumb, { label: 'Create your own application' }],
    current: 'enterprise-applications',
    mistakes,
    data: { name: fieldsOf({ name }, mistakes)('name', 'What’s the name of your app?', { required: true }) },
  };
}

export const ownApplication: Page = () => ownPage('', []);

export const createOwn: Page = ({ idp, form }) => {
  const name = form.text('name');
  const mistakes = nameMistakes(idp, name);
  return mistakes.length > 0 ? ownPage(name, mistakes) : added(idp, blank(idp, name));
};

function entryIn(params: Record<string, string>): GalleryEntry {
  const entry = galleryEntries().find(({ id }) => id === params['entry']);
  if (entry === undefined) throw new NotThere('The gallery has no such application.');
  return entry;
}

function entryPage(entry: GalleryEntry, name: string, mistakes: Mistake[]): AdminReply {
  return {
    kind: 'page',
    view: 'new-gallery',
    title: entry.name,
    crumbs: [...crumbs, galleryCrumb, { label: entry.name }],
    current: 'enterprise-applications',
    mistakes,
    data: {
      entry,
      name: fieldsOf({ name }, mistakes)('name', 'Name', { required: true }),
      sp: entry.initiated?.includes('sp'),
      byIdp: entry.initiated?.includes('idp'),
    },
  };
}

export const fromGallery: Page = ({ params }) => {
  const entry = entryIn(params);
  return entryPage(entry, entry.name, []);
};

export const createFromGallery: Page = ({ idp, params, form }) => {
  const entry = entryIn(params);
  const name = form.text('name');
  const mistakes = nameMistakes(idp, name);
  const instance = idp.tenant.applications.find(({ galleryEntry }) => galleryEntry === entry.id);
  if (entry.singleInstance === true && instance !== undefined) {
    mistakes.push({
      field: 'name',
      message: `${entry.name} has one fixed identifier, so a directory can hold one instance only: «${instance.displayName}».`,
    });
  }
  return mistakes.length > 0 ? entryPage(entry, name, mistakes) : added(idp, fromEntry(idp, entry, name));
};
