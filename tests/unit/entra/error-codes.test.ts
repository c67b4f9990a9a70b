/** Every number of the fact sheet's table of errors (section 7): how plain SAML reaches it, and what comes then. */

import { readFileSync } from 'node:fs';
import { load } from 'cheerio';
import { expect, test } from '@playwright/test';
import type { RunningIdp } from '../../../idp/index.ts';
import { errorTitles, unreachedErrors, type AadstsCode } from '../../../idp/protocol/errors.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { newUser } from '../../../idp/tenant/directory.ts';
import type { Application, Tenant, User } from '../../../idp/tenant/model.ts';
import { registerTarget } from '../../../idp/tenant/registration.ts';
import type { Switches } from '../../../idp/tenant/switches.ts';
import { cookieOf, simon, simonsName, submit } from '../web/person.ts';
import {
  acsUrl,
  deflated,
  entityId,
  notes,
  open,
  redirectUrl,
  requestXml,
  withIdp,
  type Seen,
} from '../web/sp-side.ts';

const foreign = 'eve@fabrikam.com';
const fabrikamId = '11112222-aaaa-3333-bbbb-4444cccc5555';
const issuer = `<saml:Issuer>${entityId}</saml:Issuer>`;

function fabrikam(): Tenant {
  const users = [newUser(foreign, { id: '99990000-0000-4000-8000-000000000001' })];
  const tenant = { ...defaultTenant(), id: fabrikamId, displayName: 'Fabrikam', domains: ['fabrikam.com'], users };
  registerTarget(tenant, { ...notes, users: [foreign] });
  return tenant;
}

/** What a row may use. */
interface Stage {
  idp: RunningIdp;
  application: Application;
  simon: User;
  /** A request of the application. */
  ask: (attributes?: Record<string, string | undefined>, content?: string, cookie?: string) => Promise<Seen>;
  /** Goes on from a page of the sign-in. */
  fill: (seen: Seen, fields: Record<string, string>, cookie?: string) => Promise<Seen>;
  /** Asks, and picks B.Simon or somebody else. */
  pick: (user?: string) => Promise<Seen>;
  /** Cookie of a browser that is signed in. */
  session: () => Promise<string>;
  switched: (switches: Partial<Switches>) => void;
  logOut: (attributes: Record<string, string>, cookie?: string, content?: string) => Promise<Seen>;
  setClock: (instant: string) => void;
}

interface Row {
  code: AadstsCode;
  shown: 'page' | 'form' | 'Response';
  reach: (stage: Stage) => Promise<Seen>;
}

const passive = { IsPassive: 'true' };

async function signedInElsewhere({ idp, fill }: Stage): Promise<string> {
  const query = new URLSearchParams({ SAMLRequest: deflated(requestXml()) }).toString();
  return cookieOf(await fill(await open(`${idp.baseUrl}/${fabrikamId}/saml2?${query}`), { user: foreign }));
}

const context = (comparison: string, name: string): string =>
  `${issuer}<samlp:RequestedAuthnContext Comparison="${comparison}"><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:${name}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`;

const qualified = `${issuer}<samlp:NameIDPolicy SPNameQualifier="x"/>`;
const rows: Row[] = [
  {
    code: '16000',
    shown: 'Response',
    reach: async (stage) => {
      stage.switched({ foreignSession: 'refused' });
      return stage.ask(passive, issuer, await signedInElsewhere(stage));
    },
  },
  {
    code: '50003',
    shown: 'page',
    reach: ({ application, pick }) => {
      application.certificates = [];
      return pick();
    },
  },
  {
    code: '50006',
    shown: 'page',
    reach: ({ idp, application }) => {
      application.verification = { required: true, certificates: [idp.certificate()] };
      const SigAlg = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
      return open(`${redirectUrl(idp)}&${new URLSearchParams({ SigAlg, Signature: 'AAAA' }).toString()}`);
    },
  },
  {
    code: '50007',
    shown: 'page',
    reach: ({ application, pick }) => {
      application.encryptionCertificate = 'gone';
      return pick();
    },
  },
  { code: '50011', shown: 'page', reach: ({ ask }) => ask({ AssertionConsumerServiceURL: `${acsUrl}x` }) },
  {
    code: '50012',
    shown: 'page',
    reach: ({ simon, pick }) => {
      Object.assign(simon, { signInMethod: 'X509', certificateRefused: true });
      return pick();
    },
  },
  { code: '50020', shown: 'page', reach: ({ pick }) => pick(foreign) },
  { code: '50034', shown: 'form', reach: ({ pick }) => pick('nobody@contoso.com') },
  {
    code: '50053',
    shown: 'form',
    reach: ({ simon, pick }) => {
      simon.locked = true;
      return pick();
    },
  },
  {
    code: '50055',
    shown: 'form',
    reach: async ({ simon, fill, ask }) => {
      Object.assign(simon, { password: 'x', passwordExpired: true });
      return fill(await ask(), { user: simonsName, passwd: 'x' });
    },
  },
  {
    code: '50057',
    shown: 'form',
    reach: ({ simon, pick }) => {
      simon.accountEnabled = false;
      return pick();
    },
  },
  { code: '50058', shown: 'Response', reach: ({ ask }) => ask(passive) },
  { code: '50061', shown: 'page', reach: ({ logOut }) => logOut({ Version: '1.1' }) },
  {
    code: '50068',
    shown: 'page',
    reach: async ({ idp, fill, logOut }) => {
      const apps = await fill(await open(`${idp.baseUrl}/myapps`), { user: simonsName });
      return logOut({}, cookieOf(apps));
    },
  },
  {
    code: '50070',
    shown: 'page',
    reach: async ({ switched, logOut, session }) => {
      switched({ matchLogoutNameId: true });
      return logOut({}, await session());
    },
  },
  {
    code: '50071',
    shown: 'page',
    reach: async ({ logOut, session }) => logOut({ NotOnOrAfter: '2001-01-01T00:00:00Z' }, await session()),
  },
  {
    code: '50074',
    shown: 'page',
    reach: async ({ application, fill, pick }) => {
      application.conditionalAccess = [{ grant: 'mfa' }];
      const seen = await pick();
      return fill(seen, { secondFactor: 'declined' }, cookieOf(seen));
    },
  },
  {
    code: '50076',
    shown: 'Response',
    reach: async ({ application, ask, session }) => {
      const cookie = await session();
      application.conditionalAccess = [{ grant: 'mfa' }];
      return ask(passive, issuer, cookie);
    },
  },
  {
    code: '50079',
    shown: 'page',
    reach: async ({ simon, fill, pick }) => {
      Object.assign(simon, { mfaRequired: true, mfaRegistered: false });
      const seen = await pick();
      return fill(seen, { secondFactor: 'declined' }, cookieOf(seen));
    },
  },
  { code: '50105', shown: 'page', reach: ({ pick }) => pick('adele.vance@contoso.com') },
  {
    code: '50107',
    shown: 'page',
    reach: ({ idp, pick }) => {
      idp.tenant.federatedDomains = [{ domain: 'contoso.com' }];
      return pick();
    },
  },
  {
    code: '50124',
    shown: 'page',
    reach: ({ application, pick }) => {
      application.claims = [
        { name: 'x', source: 'user.mail', transformations: [{ function: 'Substring', start: 500 }] },
      ];
      return pick();
    },
  },
  {
    code: '50126',
    shown: 'form',
    reach: async ({ simon, fill, ask }) => {
      simon.password = 'x';
      return fill(await ask(), { user: simonsName, passwd: 'y' });
    },
  },
  {
    code: '50146',
    shown: 'page',
    reach: ({ idp, application, pick, setClock }) => {
      const addedAt = '2026-01-01T00:00:00Z';
      application.customSigningKey = true;
      application.certificates = [{ key: 'idp', active: true, certificate: idp.certificate(), addedAt }];
      setClock('2126-01-01T00:00:00Z');
      return pick();
    },
  },
  {
    code: '51004',
    shown: 'page',
    reach: async (stage) => {
      stage.switched({ foreignSession: 'refused' });
      return stage.ask({}, issuer, await signedInElsewhere(stage));
    },
  },
  {
    code: '53003',
    shown: 'page',
    reach: ({ application, pick }) => {
      application.conditionalAccess = [{ grant: 'mfa' }, { grant: 'block', users: [simonsName.toUpperCase()] }];
      return pick();
    },
  },
  {
    code: '650056',
    shown: 'page',
    reach: ({ idp, ask }) => {
      idp.tenant.switches = { unknownIssuer: 'misconfigured' };
      return ask({}, '<saml:Issuer>urn:x</saml:Issuer>');
    },
  },
  {
    code: '70001',
    shown: 'page',
    reach: ({ idp, ask }) => {
      idp.tenant.switches = { unknownIssuer: 'older' };
      return ask({}, '<saml:Issuer>urn:x</saml:Issuer>');
    },
  },
  { code: '700016', shown: 'page', reach: ({ ask }) => ask({}, '<saml:Issuer>urn:x</saml:Issuer>') },
  {
    code: '7000112',
    shown: 'page',
    reach: ({ application, ask }) => {
      application.enabled = false;
      return ask();
    },
  },
  {
    code: '75001',
    shown: 'page',
    reach: ({ idp }) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'nonsense' };
      return open(idp.ssoUrl, { method: 'POST', body: 'x', headers });
    },
  },
  { code: '75003', shown: 'page', reach: ({ ask }) => ask({ ProtocolBinding: 'urn:x' }) },
  { code: '75005', shown: 'page', reach: ({ ask }) => ask({ Version: '1.1' }) },
  {
    code: '75006',
    shown: 'Response',
    reach: ({ ask, switched }) => {
      switched({ spNameQualifier: 'refused' });
      return ask({}, qualified);
    },
  },
  {
    code: '75008',
    shown: 'page',
    reach: ({ ask, switched }) => {
      switched({ destination: 'checked' });
      return ask({ Destination: 'https://x.example/' });
    },
  },
  {
    code: '75011',
    shown: 'page',
    reach: async ({ ask, session }) => ask({}, context('exact', 'X509'), await session()),
  },
  { code: '75016', shown: 'page', reach: ({ ask }) => ask({}, `${issuer}<samlp:NameIDPolicy Format="urn:x"/>`) },
  { code: '750054', shown: 'page', reach: ({ idp }) => open(idp.ssoUrl) },
  {
    code: '7500525',
    shown: 'page',
    reach: ({ idp }) => open(redirectUrl(idp, '<samlp:AuthnRequest')),
  },
  { code: '7500529', shown: 'page', reach: ({ ask }) => ask({ ID: '1a' }) },
  {
    code: '76021',
    shown: 'page',
    reach: ({ idp, application, ask }) => {
      application.verification = { required: true, certificates: [idp.certificate()] };
      return ask();
    },
  },
  {
    code: '76026',
    shown: 'page',
    reach: ({ ask, switched }) => {
      switched({ staleRequests: 'refused' });
      return ask({ IssueInstant: '2001-01-01T00:00:00Z' });
    },
  },
  { code: '90002', shown: 'page', reach: ({ idp }) => open(`${idp.baseUrl}/nobody.example/saml2?SAMLRequest=x`) },
  {
    code: '90011',
    shown: 'Response',
    reach: ({ ask, switched }) => {
      switched({ spNameQualifier: 'refused' });
      return ask({}, qualified);
    },
  },
  { code: '90015', shown: 'page', reach: ({ idp }) => open(`${idp.ssoUrl}?SAMLRequest=${'A'.repeat(140_000)}`) },
  {
    code: '90072',
    shown: 'page',
    reach: ({ application, pick }) => {
      application.conditionalAccess = [{ grant: 'mfa' }];
      return pick(foreign);
    },
  },
  { code: '90107', shown: 'page', reach: ({ idp }) => open(redirectUrl(idp, '<a>\u0001</a>')) },
  { code: '900235', shown: 'page', reach: ({ ask }) => ask({}, context('minimum', 'Password')) },
  { code: '900236', shown: 'page', reach: ({ ask }) => ask({}, `${issuer}<saml:Subject/>`) },
  {
    code: '900971',
    shown: 'page',
    reach: ({ application, ask }) => {
      application.replyUrls = [];
      return ask({ AssertionConsumerServiceURL: undefined });
    },
  },
  {
    code: '501241',
    shown: 'page',
    reach: ({ application, pick }) => {
      application.nameId = { source: 'user.onpremisessamaccountname', format: 'default' };
      return pick();
    },
  },
  {
    code: '501621',
    shown: 'page',
    reach: ({ application, simon, pick }) => {
      simon.mail = `${'a'.repeat(50)}!`;
      const endless = { function: 'RegexReplace' as const, pattern: '^(a+)+$', replacement: 'x' };
      application.claims = [{ name: 'x', source: 'user.mail', transformations: [endless] }];
      return pick();
    },
  },
];

async function onStage(run: (row: Row, stage: Stage) => Promise<void>): Promise<void> {
  let clock: Date | undefined;
  await withIdp(
    async (idp) => {
      idp.application(entityId).logoutUrl = 'https://notes.example/saml/slo';
      const before = structuredClone(idp.tenant);
      for (const row of rows) {
        clock = undefined;
        Object.assign(idp.tenant, { switches: undefined, federatedDomains: undefined }, structuredClone(before));
        const application = idp.application(entityId);
        const ask: Stage['ask'] = (attributes, content, cookie = '') =>
          open(redirectUrl(idp, requestXml(attributes, content)), { headers: { cookie } });
        const fill: Stage['fill'] = (seen, fields, cookie) => submit(idp, seen, fields, cookie);
        const pick: Stage['pick'] = async (user = simonsName) => fill(await ask(), { user });
        await run(row, {
          idp,
          application,
          simon: simon(idp),
          ask,
          fill,
          pick,
          session: async () => cookieOf(await pick()),
          switched: (switches) => void Object.assign(application, { switches }),
          logOut: (attributes, cookie = '', content = `${issuer}<saml:NameID>x</saml:NameID>`) => {
            const { AssertionConsumerServiceURL: _, ...all } = {
              AssertionConsumerServiceURL: undefined,
              ...attributes,
            };
            const xml = requestXml({ ...all, AssertionConsumerServiceURL: undefined }, content);
            return open(redirectUrl(idp, xml.replaceAll('AuthnRequest', 'LogoutRequest')), { headers: { cookie } });
          },
          setClock: (instant) => {
            clock = new Date(instant);
          },
        });
      }
    },
    { tenants: [fabrikam()], clock: () => clock ?? new Date() },
  );
}

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function expectPage(code: string, { body, status }: Seen): void {
  const page = load(body);
  const details = Object.fromEntries(
    page('#details dt')
      .toArray()
      .map((term) => [page(term).text(), page(term).next().text()]),
  );
  expect.soft(status, code).toBeGreaterThanOrEqual(400);
  expect.soft(page('[role=alert]').text(), code).toMatch(new RegExp(`^AADSTS${code}: \\S.{15,}`, 's'));
  expect.soft(details['Code'], code).toMatch(new RegExp(`^AADSTS${code} \\(\\w+\\)$`));
  expect.soft(details['Message'], code).toBe(page('[role=alert]').text());
  expect
    .soft(
      [details['Request Id'], details['Correlation Id']].every((id) => guid.test(id ?? '')),
      code,
    )
    .toBe(true);
  expect.soft(details['Timestamp'], code).toMatch(stamp);
  expect.soft(page('button#copy').text(), code).toBe('Copy');
}

test('every code: how it is reached, and what comes', async () => {
  await onStage(async ({ code, shown, reach }, stage) => {
    const seen = await reach(stage);
    if (shown === 'Response')
      expect.soft(seen.response, code).toMatch(new RegExp(`<samlp:StatusMessage>.*AADSTS${code}: `));
    else if (shown === 'page') expectPage(code, seen);
    else {
      expect.soft(['sign-in', 'password'], code).toContain(seen.page);
      expect.soft(load(seen.body)('[role=alert]').text(), code).toMatch(new RegExp(`^AADSTS${code}: `));
    }
    const found = load((await open(`${stage.idp.baseUrl}/error?code=${code}`)).body);
    expect.soft(found('dd').first().text(), code).toBe(code);
    expect.soft(found('dd').eq(2).text().length, `${code}: what to do`).toBeGreaterThan(25);
  });
});

test('the table has every code that there is, and the documentation has both', async () => {
  const codes = rows.map(({ code }) => code);
  expect(codes.toSorted()).toEqual(errorTitles.map(([code]) => code).toSorted());
  const documentation = readFileSync(new URL('../../../docs/tenant.md', import.meta.url), 'utf8');
  for (const { code, shown } of rows) {
    expect.soft(documentation, code).toMatch(new RegExp(`\\n\\| ${code} +\\| ${shown}[, ]`));
  }
  for (const [code, , reason] of unreachedErrors) {
    expect.soft(documentation.slice(documentation.indexOf('**Never shown**')), code).toContain(code);
    expect.soft(codes, reason).not.toContain(code);
  }
  await withIdp(async (idp) => {
    for (const [code, , reason] of unreachedErrors) {
      expect.soft(load((await open(`${idp.baseUrl}/error?code=AADSTS${code}`)).body)('dl').text()).toContain(reason);
    }
  });
});
