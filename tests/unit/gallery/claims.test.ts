/** All 552 applications of the gallery: what each is told, without a server. */

import { expect, test } from '@playwright/test';
import { audienceOf } from '../../../idp/claims/audience.ts';
import { galleryEntries } from '../../../idp/web/admin/gallery.ts';
import { planResponse } from '../../../idp/protocol/plan.ts';
import type { Application, Tenant, User } from '../../../idp/tenant/model.ts';
import { findUser } from '../../../idp/tenant/directory.ts';
import { entries, galleryTenant, userPrincipalName } from './entries.ts';
import { expectedAudience, expectedClaims, expectedNameId } from './expected.ts';

let tenant: Tenant;
let user: User;
test.beforeAll(() => {
  tenant = galleryTenant();
  user = findUser(tenant, userPrincipalName) as User;
});

const now = new Date('2026-11-22T08:30:00.125Z');

/** The only assertion of the response to this identifier at this reply URL. */
function asserted(application: Application, identifier: string, acsUrl: string) {
  const plan = planResponse({
    tenant,
    application,
    user,
    request: {
      id: '_r',
      issuer: identifier,
      assertionConsumerServiceUrl: acsUrl,
      hasSubject: false,
      hasSignature: false,
    },
    acsUrl,
    audience: audienceOf(application, identifier),
    session: { authnInstant: now, method: 'Password' },
    now,
    newId: () => '_1',
  });
  return { plan, assertion: plan.assertions[0] };
}

/** Application n of the file is entry n. */
function each<Value>(look: (entry: (typeof entries)[number], application: Application) => Value): Value[] {
  return entries.map((entry, index) => {
    const application = tenant.applications[index];
    if (application === undefined) throw new Error(`no application for ${entry.id}`);
    return look(entry, application);
  });
}

test('every entry is an application, with identifiers of its own', () => {
  expect(entries).toHaveLength(552);
  expect(tenant.applications).toHaveLength(552);
  expect(new Set(tenant.applications.map(({ appId }) => appId)).size).toBe(552);
  const identifiers = tenant.applications.flatMap((application) => application.identifiers);
  expect(new Set(identifiers).size).toBe(identifiers.length);
  expect(JSON.stringify(tenant.applications)).not.toMatch(/<|\bportnumber\b/);
});

const some = (look: (application: Application) => unknown): number => tenant.applications.filter(look).length;

test('the gallery’s variety is in them', () => {
  expect(some(({ claims }) => claims.length > 0)).toBe(entries.filter(({ claims }) => claims).length);
  expect(some(({ replyUrls }) => replyUrls.length > 1)).toBeGreaterThan(40);
  expect(some(({ identifiers }) => identifiers.some((one) => /#\d+$/.test(one)))).toBeGreaterThan(0);
  expect(some(({ identifiers }) => identifiers.some((one) => !/^(https?|urn):/.test(one)))).toBeGreaterThan(30);
  expect(some(({ signing }) => signing === 'both')).toBe(4);
  expect(some(({ signatureAlgorithm }) => signatureAlgorithm === 'rsa-sha1')).toBe(1);
  expect(some(({ nameId }) => nameId.source === 'user.mail' || nameId.transformations)).toBe(12);
});

const pick = (all: { id: string; name: string; identifiers?: string[]; replyUrls?: string[] }[]) =>
  all.map(({ id, name, identifiers, replyUrls }) => ({ id, name, identifiers, replyUrls }));

test('the admin centre offers the same applications', () => {
  expect(pick(galleryEntries())).toEqual(pick(entries));
});

test('claims: all, in order, with their values', () => {
  for (const [told, expected, id] of each((entry, application) => {
    const { assertion } = asserted(application, application.identifiers[0] ?? '', application.replyUrls[0] ?? '');
    const claims = assertion?.attributes?.map(({ name, values }) => [name, values]);
    return [claims, expectedClaims(entry, tenant), entry.id] as const;
  })) {
    expect(told, id).toEqual(expected);
  }
});

test('the audience of every identifier', () => {
  const pairs = each((_, application) =>
    application.identifiers.map((identifier) => {
      const { assertion } = asserted(application, identifier, application.replyUrls[0] ?? '');
      return [identifier, assertion?.conditions?.audienceRestrictions] as const;
    }),
  ).flat();
  expect(pairs.length).toBeGreaterThan(552);
  for (const [identifier, audiences] of pairs) expect(audiences).toEqual([[expectedAudience(identifier)]]);
});

test('every reply URL is destination and recipient', () => {
  for (const [acsUrl, { plan, assertion }] of each((_, application) =>
    application.replyUrls.map(
      (acsUrl) => [acsUrl, asserted(application, application.identifiers[0] ?? '', acsUrl)] as const,
    ),
  ).flat()) {
    const recipients = assertion?.subject?.confirmations.map(({ data }) => data?.recipient);
    expect([plan.acsUrl, plan.destination, recipients]).toEqual([acsUrl, acsUrl, [acsUrl]]);
  }
});

test('the NameID', () => {
  for (const [nameId, expected, id] of each((entry, application) => {
    const { assertion } = asserted(application, application.identifiers[0] ?? '', application.replyUrls[0] ?? '');
    return [assertion?.subject?.nameId, expectedNameId(entry), entry.id] as const;
  })) {
    expect(nameId, id).toEqual(expected);
  }
});

test('what is signed, and how', () => {
  for (const [plan, entry] of each((entry, application) => {
    const { plan } = asserted(application, application.identifiers[0] ?? '', application.replyUrls[0] ?? '');
    return [plan, entry] as const;
  })) {
    const both = entry.demands?.includes('sign-response-and-assertion') === true;
    const sha1 = entry.demands?.includes('sha1-signature') === true;
    expect([plan.signing.response !== undefined, plan.signing.assertion?.signatureMethod], entry.id).toEqual([
      both,
      sha1 ? 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' : 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    ]);
  }
});
