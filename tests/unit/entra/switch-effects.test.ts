/** What the switches change that no other test shows: windows, places, algorithms, numbers, and that a tenant's value reaches single logout. */

import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { groupsClaim, roleClaim } from '../../../idp/claims/names.ts';
import { switches, type Switches } from '../../../idp/tenant/switches.ts';
import { cookieOf, signIn } from '../web/person.ts';
import {
  acsUrl,
  control,
  deflated,
  entityId,
  notes,
  open,
  plain,
  redirectUrl,
  requestXml,
  withIdp,
} from '../web/sp-side.ts';

test('conditionsWindow: both pages add to the lifetime that is configured', async () => {
  await withIdp(
    async (idp) => {
      const application = idp.application(entityId);
      application.tokenLifetimeMinutes = 120;
      const window = async (conditionsWindow: Switches['conditionsWindow']): Promise<string[]> => {
        application.switches = { conditionsWindow };
        const [, from = '', to = ''] =
          /<Conditions NotBefore="([^"]+)" NotOnOrAfter="([^"]+)"/.exec((await signIn(idp)).response) ?? [];
        return [from.slice(11, 16), to.slice(11, 16)];
      };
      expect(await window('observed')).toEqual(['11:55', '14:00']);
      expect(await window('documented')).toEqual(['12:00', '14:10']);
      expect(await window('withSkew')).toEqual(['11:55', '14:05']);
    },
    { clock: () => new Date('2026-11-22T12:00:00.000Z') },
  );
});

test('groupsPosition: behind the display name, or last', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.groupClaim = { select: 'all' };
    application.assignments = application.assignments.map((one) => ({ ...one, role: 'Author' }));
    const names = async (): Promise<(string | undefined)[]> =>
      [...(await signIn(idp)).response.matchAll(/<Attribute Name="([^"]+)"/g)].map(([, found]) => found);
    expect((await names()).slice(3, 5)).toEqual([groupsClaim, roleClaim]);
    application.switches = { groupsPosition: 'last' };
    const last = await names();
    expect(last.slice(-2)).toEqual([groupsClaim, roleClaim]);
    expect(last.slice(0, 4).map((one) => one?.split('/').at(-1))).toEqual([
      'tenantid',
      'objectidentifier',
      'displayname',
      'identityprovider',
    ]);
  });
});

test('encryptionContent and encryptionKey: the algorithms of an encrypted assertion', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.encryptionCertificate = idp.certificate();
    const algorithms = async (wanted: Partial<Switches>): Promise<(string | undefined)[]> => {
      application.switches = wanted;
      return [...(await signIn(idp)).response.matchAll(/EncryptionMethod Algorithm="[^"#]+#([^"]+)"/g)].map(
        ([, found]) => found,
      );
    };
    expect(await algorithms({})).toEqual(['aes256-cbc', 'rsa-oaep-mgf1p']);
    for (const [content, key] of [
      ['aes256-gcm', 'rsa-oaep'],
      ['aes128-cbc', 'rsa-1_5'],
      ['aes128-gcm', 'rsa-oaep-mgf1p'],
    ] as const) {
      expect(await algorithms({ encryptionContent: content, encryptionKey: key })).toEqual([content, key]);
    }
  });
});

test('undeflatedRedirects, commonEntityId, unknownIssuer: the tenant says it', async () => {
  await withIdp(async (idp) => {
    const undeflated = `${idp.ssoUrl}?${new URLSearchParams({ SAMLRequest: plain(requestXml()) }).toString()}`;
    const common = `${idp.baseUrl}/common/federationmetadata/2007-06/federationmetadata.xml?form=saml`;
    expect((await open(undeflated)).page).toBe('sign-in');
    expect((await open(common)).body).toContain('entityID="https://sts.windows.net/{tenantid}/"');
    idp.tenant.switches = { undeflatedRedirects: 'refused', commonEntityId: 'tenant', unknownIssuer: 'older' };
    expect((await open(undeflated)).body).toContain('AADSTS75005: ');
    expect((await open(redirectUrl(idp))).page).toBe('sign-in');
    const posted = new URLSearchParams({ SAMLRequest: plain(requestXml()) });
    expect((await open(idp.ssoUrl, { method: 'POST', body: posted })).page).toBe('sign-in');
    expect((await open(common)).body).toContain('entityID="https://sts.windows.net/{tenant}/"');
    // The hint is the same under every number.
    const near = requestXml({}, `<saml:Issuer>${entityId}/</saml:Issuer>`);
    expect((await open(redirectUrl(idp, near))).body).toContain('trailing slash count');
  });
});

test('single logout: switches of the tenant, of the application and of the control endpoints', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.logoutUrl = 'https://notes.example/slo';
    const xml = requestXml(
      { AssertionConsumerServiceURL: undefined },
      `<saml:Issuer>${entityId}</saml:Issuer><saml:NameID>x</saml:NameID>`,
    );
    const SAMLRequest = deflated(xml.replaceAll('AuthnRequest', 'LogoutRequest'));
    const signed = async (): Promise<boolean> => {
      const cookie = cookieOf(await signIn(idp));
      const seen = await open(`${idp.ssoUrl}?${new URLSearchParams({ SAMLRequest }).toString()}`, {
        headers: { cookie },
      });
      return (seen.headers.get('location') ?? '').includes('&Signature=');
    };
    expect(await signed()).toBe(false);
    await control(idp, 'POST', '/tenant', { tenant: { switches: { signLogoutResponses: true } } });
    expect(await signed()).toBe(true);
    application.switches = { signLogoutResponses: false };
    expect(await signed()).toBe(false);
    const { json } = await control(idp, 'GET', '/switches');
    expect(json['switches']).toHaveLength(switches.length);
    expect(json['values']).toMatchObject({ signLogoutResponses: true, signLogoutRequests: true });
  });
});

test('sessionIndexInLogoutRequests: beside the NameID, or not at all', async () => {
  const other = { ...notes, name: 'Other', entityId: 'urn:other', acsUrls: [acsUrl] };
  await withIdp(
    async (idp) => {
      const application = idp.application(entityId);
      application.logoutUrl = 'https://notes.example/slo';
      const told = async (): Promise<string> => {
        const seen = await open(`${idp.baseUrl}/signout`, { headers: { cookie: cookieOf(await signIn(idp)) } });
        const [, query = ''] = /<iframe src="[^"?]*\?([^"]*)"/.exec(seen.body) ?? [];
        const parameters = new URLSearchParams(query.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
        return inflateRawSync(Buffer.from(parameters.get('SAMLRequest') ?? '', 'base64')).toString();
      };
      expect(await told()).toContain('SessionIndex');
      application.switches = { sessionIndexInLogoutRequests: false };
      const bare = await told();
      expect(bare).toContain('NameID');
      expect(bare).not.toContain('SessionIndex');
    },
    { targets: [notes, other] },
  );
});

test('a switch that is none is told', async () => {
  await withIdp(async (idp) => {
    const { status, json } = await control(idp, 'POST', '/tenant', { tenant: { switches: { signResponses: true } } });
    expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining('«signResponses» is unknown here')]);
  });
});
