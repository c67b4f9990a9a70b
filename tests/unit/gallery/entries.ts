/** The 552 applications of the gallery as a tenant.yaml would hold them, with every placeholder filled the same way each time. */

import { readFileSync } from 'node:fs';
import { claimMistakes } from '../../../idp/claims/mistakes.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import type { Tenant } from '../../../idp/tenant/model.ts';
import { withTenantFile } from '../../../idp/tenant/tenant-file.ts';

/** What the public tutorials say of one application: names, patterns and claims. */
export interface Entry {
  id: string;
  name: string;
  identifiers?: string[];
  replyUrls?: string[];
  signOnUrls?: string[];
  relayStates?: string[];
  logoutUrls?: string[];
  claims?: {
    name: string;
    namespace?: string;
    source?: string;
    kind?: 'transformation' | 'group-claim' | 'constant-or-directory-name' | 'customer-supplied-value' | 'unspecified';
  }[];
  nameIdSource?: string;
  nameIdFormat?: string;
  demands?: string[];
  initiated?: ('sp' | 'idp')[];
  artefacts?: ('metadataXml' | 'base64' | 'metadataUrl' | 'raw' | 'thumbprint' | 'certificate' | 'pem')[];
}

export const entries = JSON.parse(readFileSync(new URL('./gallery.json', import.meta.url), 'utf8')) as Entry[];

export const userPrincipalName = 'gal.lery@contoso.com';
export const groupName = 'Gallery users';

/** Source attributes of the one person who signs in everywhere. */
export const person: Record<string, string> = {
  'user.userprincipalname': userPrincipalName,
  'user.mail': 'gal@contoso.com',
  'user.givenname': 'Gal',
  'user.surname': 'Lery',
  'user.displayname': 'Gal Lery',
  'user.objectid': 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb',
  'user.department': 'Sales & Räume',
  'user.jobtitle': 'Buyer',
  'user.companyname': 'Contoso',
  'user.employeeid': '4711',
  'user.telephonenumber': '+41 31 000 00 00',
  'user.country': 'CH',
  'user.state': 'BE',
  'user.mailnickname': 'gal',
  'user.extensionattribute1': 'one',
  'user.extensionattribute2': 'two',
};

/** A placeholder becomes its own name and the entry's, in characters that a host name may have; a port becomes a port. */
export function filled(pattern: string, id: string): string {
  return pattern
    .replace(/(:\/\/[^/]*):(<[^>]*>|portnumber)/, '$1:8443')
    .replace(/<([^>]*)>/g, (_, name: string) => `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${id}`);
}

/** Identifiers are unique in a directory: later instances get `#2`, `#3` …, as an administrator would do it. */
function uniquely(identifier: string, taken: Set<string>): string {
  let unique = identifier;
  for (let instance = 2; taken.has(unique); instance += 1) unique = `${identifier}#${instance}`;
  taken.add(unique);
  return unique;
}

const formats: Record<string, string> = {
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress': 'emailAddress',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified': 'unspecified',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent': 'persistent',
};

/** The words of the tutorials as rules of ours. */
function sourceOf(text: string): { source: string; transformations?: object[] } {
  const prefix = /^ExtractMailPrefix\(\[?(?:user\.)?(\w+)\]?\)$/.exec(text);
  if (prefix !== null) return { source: `user.${prefix[1]}`, transformations: [{ function: 'ExtractMailPrefix' }] };
  const join = /^join\(\[(\w+)\],"([^"]+)","([^"]+)/.exec(text);
  if (join !== null) {
    return { source: `user.${join[1]}`, transformations: [{ function: 'Join', second: join[2], separator: join[3] }] };
  }
  // An attribute that Entra does not have was typed in as a constant.
  return { source: text.startsWith('user.') && !(text in person) && !/assignedroles|groups/.test(text) ? '900' : text };
}

/** What a customer would be told to type in. */
export const customerValue = (name: string): string => `customer value of ${name}`;

function applicationOf(entry: Entry, taken: Set<string>): object {
  const { id } = entry;
  const own = (patterns: string[] | undefined): string[] => [
    ...new Set((patterns ?? []).map((one) => filled(one, id))),
  ];
  const [replyUrls, identifiers] = [own(entry.replyUrls), own(entry.identifiers)];
  const [signOnUrl] = own(entry.signOnUrls).filter((url) => URL.canParse(url));
  const [relayState] = own(entry.relayStates);
  const [logoutUrl] = own(entry.logoutUrls).filter((url) => URL.canParse(url));
  const startsAtIdp = entry.initiated?.includes('sp') === false;
  return {
    displayName: `${entry.name} (${id})`,
    identifiers: (identifiers.length > 0 ? identifiers : [`https://${id}.example/saml/metadata`]).map((one) =>
      uniquely(one, taken),
    ),
    replyUrls: replyUrls.length > 0 ? replyUrls : [`https://${id}.example/saml/acs?tenant=contoso`],
    ...(signOnUrl === undefined || startsAtIdp ? {} : { signOnUrl }),
    ...(relayState === undefined ? {} : { relayState }),
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
    assignments: [{ user: userPrincipalName, ...(sendsRoles(entry) && { role: `role of ${id}` }) }],
    nameId: {
      ...sourceOf(entry.nameIdSource ?? 'user.userprincipalname'),
      format: formats[entry.nameIdFormat ?? ''] ?? 'default',
    },
    claims: (entry.claims ?? []).map(({ name, namespace, source }) => ({
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(source === undefined ? { source: customerValue(name) } : sourceOf(source)),
    })),
    signing: entry.demands?.includes('sign-response-and-assertion') ? 'both' : 'assertion',
    signatureAlgorithm: entry.demands?.includes('sha1-signature') ? 'rsa-sha1' : 'rsa-sha256',
  };
}

export const sendsRoles = ({ claims = [] }: Entry): boolean =>
  claims.some(({ source }) => source === 'user.assignedroles');

/** All of them in one tenant.yaml (JSON is YAML). */
export function tenantFile(): string {
  const taken = new Set<string>();
  const attributes = Object.entries(person).map(([name, value]) => [name.replace('user.', ''), value]);
  const user = {
    userPrincipalName,
    id: person['user.objectid'],
    displayName: person['user.displayname'],
    givenName: person['user.givenname'],
    surname: person['user.surname'],
    mail: person['user.mail'],
    attributes: Object.fromEntries(attributes) as object,
    groups: [groupName],
  };
  const applications = entries.map((entry) => applicationOf(entry, taken));
  return JSON.stringify({ schemaVersion: 1, users: [user], groups: [{ displayName: groupName }], applications });
}

/** The tenant that comes of it; application n belongs to entry n. */
export function galleryTenant(): Tenant {
  return withTenantFile(defaultTenant(), tenantFile(), claimMistakes);
}
