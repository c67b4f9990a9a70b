/** Signs in to applications of the gallery over HTTP, each set up at the vendor from the artefact that its tutorial hands over. */

import { createHash, X509Certificate } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { load } from 'cheerio';
import { memoryState, startIdp, type RunningIdp } from '../../../idp/index.ts';
import type { Application } from '../../../idp/tenant/model.ts';
import { entries, tenantFile, userPrincipalName, type Entry } from './entries.ts';
import { expectedAudience, expectedClaims, expectedNameId, requiredClaims, shapeOf } from './expected.ts';
import { startSite, type Site, type Vendor } from './site.ts';

/** An IdP that knows the whole gallery, a person who is signed in to it, and the vendors. */
export interface Gallery {
  idp: RunningIdp;
  site: Site;
  cookie: string;
  close: () => Promise<void>;
}

export async function startGallery(): Promise<Gallery> {
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0', state: memoryState({ 'tenant.yaml': tenantFile() }) });
  const site = await startSite();
  const close = async (): Promise<void> => {
    await Promise.all([idp.close(), site.close()]);
  };
  try {
    return { idp, site, cookie: await signedIn(idp), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Picks the account on the sign-in page of My Apps; the cookie keeps the person signed in for every application. */
async function signedIn(idp: RunningIdp): Promise<string> {
  const page = load(await (await fetch(`${idp.baseUrl}/myapps`)).text());
  const fields = page('input[type=hidden]')
    .toArray()
    .map((input): [string, string] => [page(input).attr('name') ?? '', page(input).attr('value') ?? '']);
  const body = new URLSearchParams([...fields, ['user', userPrincipalName]]);
  const action = new URL(page('form').first().attr('action') ?? '', idp.baseUrl);
  const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  await answer.text();
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`nobody is signed in: ${answer.status}`);
  return cookie;
}

/** The certificate as the vendor learns it: in metadata, as a file, or checked by its thumbprint. */
async function certificateFrom(idp: RunningIdp, entry: Entry, entityId: string): Promise<string> {
  const metadata =
    entry.artefacts?.[0] === 'metadataUrl'
      ? await (await fetch(idp.metadataUrl('entra', entityId))).text()
      : idp.metadata('entra', entityId);
  const [, base64 = ''] = /IDPSSODescriptor[\s\S]*?<X509Certificate[^>]*>([^<]+)</.exec(metadata) ?? [];
  const listed = new X509Certificate(Buffer.from(base64, 'base64'));
  const file = new X509Certificate(idp.certificate());
  const [artefact = 'metadataXml'] = entry.artefacts ?? [];
  if (artefact === 'thumbprint') {
    const thumbprint = createHash('sha1').update(file.raw).digest('hex').toUpperCase();
    if (listed.fingerprint.replaceAll(':', '') !== thumbprint) throw new Error('another thumbprint');
  }
  const fromFile = ['base64', 'pem', 'certificate', 'raw'].includes(artefact);
  return (fromFile ? file : listed).raw.toString('base64');
}

/** Leaves the IdP's page as a browser does: the form that it submits, or nothing. */
function formOf(body: string): { action: string; fields: Record<string, string> } | undefined {
  const page = load(body);
  const form = page('form').first();
  const fields = page('input[type=hidden]')
    .toArray()
    .map((input) => [page(input).attr('name') ?? '', page(input).attr('value') ?? '']);
  return page('input[name=SAMLResponse]').length === 0
    ? undefined
    : { action: form.attr('action') ?? '', fields: Object.fromEntries(fields) as Record<string, string> };
}

/** What went wrong with one application; nothing when its person is signed in with the right name and claims. */
export async function problemOf(gallery: Gallery, index: number): Promise<string | undefined> {
  const entry = entries[index] as Entry;
  const application = applicationOf(gallery.idp, entry);
  if (application === undefined) return `${entry.id}: is no application`;
  const problem = await attempt(gallery, entry, application).catch((error: unknown) => String(error));
  return problem === undefined ? undefined : `${entry.id}: ${problem}`;
}

const applicationOf = ({ tenant }: RunningIdp, { id }: Entry): Application | undefined =>
  tenant.applications.find(({ displayName }) => displayName.endsWith(` (${id})`));

async function vendorOf(idp: RunningIdp, entry: Entry, { identifiers, replyUrls }: Application): Promise<Vendor> {
  const [entityId = ''] = identifiers;
  const [acsUrl = ''] = replyUrls;
  return {
    entityId,
    audience: expectedAudience(entityId),
    acsUrl,
    requiredClaims: requiredClaims(entry),
    sha1: entry.demands?.includes('sha1-signature') === true,
    idp: { entityId: idp.entityId, ssoUrl: idp.ssoUrl, certificate: await certificateFrom(idp, entry, entityId) },
  };
}

/** From the tile in My Apps to the vendor's own page, which says who is signed in. */
async function attempt(gallery: Gallery, entry: Entry, application: Application): Promise<string | undefined> {
  const { idp, site, cookie } = gallery;
  const vendor = await vendorOf(idp, entry, application);
  const { acsUrl } = vendor;
  site.configure(vendor);
  const page = async (url: string): Promise<{ location: string | null; body: string }> => {
    const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    return { location: answer.headers.get('location'), body: await answer.text() };
  };
  const tile = await page(`${idp.baseUrl}/api/signin/${application.appId}?tenantId=${idp.tenant.id}`);
  let form = formOf(tile.body);
  let visitor: string | undefined;
  if (application.signOnUrl !== undefined) {
    // The tile of an application that starts sign-in itself opens its Sign on URL.
    const opened = tile.location === null ? '' : new URL(tile.location).href;
    if (opened !== new URL(application.signOnUrl).href) return `the tile opens «${opened}»`;
    const started = await site.open(new URL('/login', acsUrl).href);
    visitor = started.cookie;
    form = formOf((await page(started.location ?? '')).body);
  }
  if (form === undefined) return `no response: ${tile.body.slice(0, 300)}`;
  if (form.action !== acsUrl) return `posted to ${form.action} instead of ${acsUrl}`;
  const consumed = await site.open(form.action, visitor, form.fields);
  if (consumed.status !== 303) return `refused: ${consumed.status} ${consumed.body}`;
  const me = await site.open(new URL('/me', acsUrl).href, consumed.cookie);
  return difference(idp, entry, JSON.parse(me.body) as Account);
}

function difference(idp: RunningIdp, entry: Entry, account: Account): string | undefined {
  const { value } = expectedNameId(entry);
  if (account.nameId !== value) return `signed in as ${account.nameId} instead of ${value}`;
  const claims = Object.fromEntries(
    expectedClaims(entry, idp.tenant).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  return isDeepStrictEqual(account.attributes, claims)
    ? undefined
    : `claims ${JSON.stringify(account.attributes)} instead of ${JSON.stringify(claims)}`;
}

interface Account {
  nameId: string;
  attributes: Record<string, unknown>;
}

/** Indexes of entries that differ in how they are configured: the first of each shape, rare shapes first. */
export function shapes(gallery: Gallery, count: number): number[] {
  const byShape = new Map<string, number[]>();
  for (const [index, entry] of entries.entries()) {
    const application = applicationOf(gallery.idp, entry);
    if (application === undefined) continue;
    const shape = shapeOf(entry, application);
    byShape.set(shape, [...(byShape.get(shape) ?? []), index]);
  }
  return [...byShape.values()]
    .sort((left, right) => left.length - right.length)
    .map(([first = 0]) => first)
    .slice(0, count);
}
