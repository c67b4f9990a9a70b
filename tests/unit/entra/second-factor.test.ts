/** Second factor, conditional access, federated domains and guests: who must do what, and where it is configured. */

import { load } from 'cheerio';
import { expect, test } from '@playwright/test';
import { claimMistakes } from '../../../idp/claims/mistakes.ts';
import { demandsSecondFactor, isBlocked } from '../../../idp/tenant/conditional-access.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { newUser } from '../../../idp/tenant/directory.ts';
import type { Tenant, User } from '../../../idp/tenant/model.ts';
import { withTenantFile } from '../../../idp/tenant/tenant-file.ts';
import { codeIn, cookieOf, signIn, simon, simonsName, submit } from '../web/person.ts';
import {
  acsUrl,
  armed,
  control,
  entityId,
  notes,
  open,
  redirectUrl,
  requestXml,
  withIdp,
  type Seen,
} from '../web/sp-side.ts';

const multiple = 'http://schemas.microsoft.com/claims/multipleauthn';

test('a password session is raised at the application that demands it, and counts as MultiFactor from then on', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    const cookie = cookieOf(await signIn(idp));
    const ask = (xml = requestXml()): Promise<Seen> => open(redirectUrl(idp, xml), { headers: { cookie } });
    expect((await ask()).response).not.toContain(multiple);
    application.conditionalAccess = [{ grant: 'mfa' }];
    const asked = await ask(requestXml({ ID: '_raised' }));
    expect(asked.page).toBe('second-factor');
    expect(load(asked.body)('small').last().text()).toContain('AADSTS50076');
    // Declined: the session stays what it was.
    expect(codeIn(await submit(idp, asked, { secondFactor: 'declined' }, cookie))).toBe('50074');
    expect((await ask()).page).toBe('second-factor');
    // No password was entered for this request, so nobody is asked to stay signed in.
    const approved = await submit(idp, asked, { secondFactor: 'approved' }, cookie);
    expect(approved.response).toContain('InResponseTo="_raised"');
    expect(approved.response).toContain(multiple);
    expect((await ask()).response).toContain(multiple);
    const password = `<saml:Issuer>${entityId}</saml:Issuer><samlp:RequestedAuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`;
    expect(codeIn(await ask(requestXml({}, password)))).toBe('75011');
  });
});

test('after a password come the second factor and «Stay signed in?»; without a cookie an approval leads to the start', async () => {
  await withIdp(async (idp) => {
    Object.assign(simon(idp), { password: 'x', mfaRequired: true });
    const asked = await submit(idp, await open(redirectUrl(idp)), { user: simonsName, passwd: 'x' });
    expect([asked.status, asked.page]).toEqual([200, 'second-factor']);
    expect((await submit(idp, asked, { secondFactor: 'approved' })).page).toBe('sign-in');
    const stay = await submit(idp, asked, { secondFactor: 'approved' }, cookieOf(asked));
    expect(stay.page).toBe('stay');
    expect((await submit(idp, stay, { stay: 'no' }, cookieOf(asked))).response).toContain(multiple);
    // Per user: also where no application asks.
    const apps = await submit(idp, await open(`${idp.baseUrl}/myapps`), { user: simonsName, passwd: 'x' });
    expect(apps.page).toBe('second-factor');
  });
});

test('who has no second factor registers one; a certificate counts as two factors', async () => {
  await withIdp(async (idp) => {
    Object.assign(simon(idp), { mfaRequired: true, mfaRegistered: false });
    const asked = await signIn(idp);
    expect(load(asked.body)('h1').text()).toBe('More information required');
    expect((await submit(idp, asked, { secondFactor: 'approved' }, cookieOf(asked))).response).toContain(multiple);
    expect(simon(idp).mfaRegistered).toBe(true);
    simon(idp).signInMethod = 'X509';
    expect((await signIn(idp)).response).toContain('method/x509');
  });
});

test('an exchange has no person: both factors, or a refusal', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.conditionalAccess = [{ grant: 'mfa' }];
    const play = async (): Promise<Seen> => open(redirectUrl(idp), { headers: { cookie: (await armed(idp)).cookie } });
    expect((await play()).response).toContain(multiple);
    simon(idp).mfaRegistered = false;
    expect(codeIn(await play())).toBe('50079');
    application.conditionalAccess = [{ grant: 'block' }];
    expect(codeIn(await play())).toBe('53003');
    application.switches = { errorResponses: 'always' };
    expect((await play()).response).toContain('status:AuthnFailed');
  });
});

test('policies: for everybody, for users, for groups with nested ones; one that blocks wins', () => {
  const tenant = defaultTenant();
  const [one, other] = tenant.users;
  if (one === undefined || other === undefined) throw new Error('two users');
  const mfa = (policy: object, user?: User): boolean =>
    demandsSecondFactor(tenant, { conditionalAccess: [{ grant: 'mfa', ...policy }] }, user);
  expect([mfa({}), mfa({}, one), mfa({ users: [one.id] }), mfa({ users: [one.id] }, other)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(mfa({ users: ['B.Simon@Contoso.com'] }, one)).toBe(true);
  // B.Simon is in Sales, and Sales in All Staff.
  expect([mfa({ groups: ['Sales'] }, one), mfa({ groups: ['All Staff'] }, one)]).toEqual([true, true]);
  expect(mfa({ groups: ['Engineering'] }, one)).toBe(false);
  const both = { conditionalAccess: [{ grant: 'mfa' as const }, { grant: 'block' as const, groups: ['Sales'] }] };
  expect([isBlocked(tenant, both, one), isBlocked(tenant, both, other)]).toEqual([true, false]);
  tenant.groups.find(({ displayName }) => displayName === 'All Staff')?.memberOf.push(tenant.groups[1]?.id ?? '');
  expect(mfa({ groups: ['nobody'] }, one)).toBe(false);
});

test('federated domains: no password here, unless the realm is missing', async () => {
  await withIdp(async (idp) => {
    simon(idp).password = 'x';
    idp.tenant.federatedDomains = [{ domain: 'CONTOSO.com', realm: 'https://sts.contoso.com/trust' }];
    expect((await signIn(idp)).response).toContain('status:Success');
    idp.tenant.federatedDomains = [{ domain: 'partner.example' }];
    expect((await signIn(idp)).page).toBe('password');
    for (const hint of ['domain_hint', 'whr']) {
      expect(codeIn(await open(`${redirectUrl(idp)}&${hint}=partner.example`))).toBe('50107');
      expect((await open(`${redirectUrl(idp)}&${hint}=elsewhere.example`)).page).toBe('sign-in');
    }
  });
});

test('a guest may enter the account of the home directory; a Global Administrator needs no assignment', async () => {
  const home: Tenant = {
    ...defaultTenant(),
    id: '11112222-aaaa-3333-bbbb-4444cccc5555',
    displayName: 'Fabrikam',
    domains: ['fabrikam.com'],
    users: [newUser('eve@fabrikam.com', { id: '99990000-0000-4000-8000-000000000001' })],
  };
  await withIdp(
    async (idp) => {
      const guest = newUser('eve_fabrikam.com#EXT#@contoso.com', {
        mail: 'Eve@fabrikam.com',
        userType: 'Guest',
        homeTenantId: home.id,
        directoryRoles: ['62e90394-69f5-4237-9190-012177145e10'],
      });
      idp.tenant.users.push(guest);
      const seen = await submit(idp, await open(redirectUrl(idp)), { loginfmt: 'eve@fabrikam.com' });
      expect(seen.form?.action).toBe(acsUrl);
      expect(seen.response).toContain(guest.id);
      expect(seen.response).toContain(`<AttributeValue>https://sts.windows.net/${home.id}/</AttributeValue>`);
      guest.directoryRoles = [];
      expect(codeIn(await submit(idp, await open(redirectUrl(idp)), { loginfmt: 'eve@fabrikam.com' }))).toBe('50105');
    },
    { tenants: [home] },
  );
});

const file = `
schemaVersion: 1
tenant: { federatedDomains: [{ domain: partner.example }], switches: { signLogoutResponses: true } }
users: [{ userPrincipalName: new.one@contoso.com, mfaRequired: true, mfaRegistered: false, certificateRefused: true }]
applications:
  - displayName: Payroll
    identifiers: [urn:payroll]
    replyUrls: [https://payroll.example/acs]
    conditionalAccess: [{ grant: block, users: [new.one@contoso.com], groups: [Sales] }, { grant: mfa }]
`;

test('by file, by control endpoint and by a target’s section: the same names', async () => {
  const tenant = withTenantFile(defaultTenant(), file, claimMistakes);
  const conditionalAccess = [{ grant: 'block', users: ['new.one@contoso.com'], groups: ['Sales'] }, { grant: 'mfa' }];
  expect(tenant).toMatchObject({
    federatedDomains: [{ domain: 'partner.example' }],
    switches: { signLogoutResponses: true },
  });
  expect(tenant.applications[0]).toMatchObject({ conditionalAccess });
  expect(tenant.users.find(({ userPrincipalName }) => userPrincipalName === 'new.one@contoso.com')).toMatchObject({
    mfaRequired: true,
    mfaRegistered: false,
    certificateRefused: true,
  });
  const wrong = file.replace('groups: [Sales]', 'groups: [Sails]').replace('users: [new.one', 'users: [no.one');
  expect(() => withTenantFile(defaultTenant(), wrong, claimMistakes)).toThrow(
    /conditionalAccess\[0\]\.users\[0\]: there is no user «no\.one@contoso\.com»[\s\S]*conditionalAccess\[0\]\.groups\[0\]: there is no group «Sails»/,
  );
  await withIdp(async (idp) => {
    const policies = [{ grant: 'block' as const }];
    idp.register({ ...notes, idp: { conditionalAccess: policies } });
    expect(idp.application(entityId).conditionalAccess).toEqual(policies);
    expect(() => idp.register({ ...notes, idp: { conditionalAccess: [{ grant: 'mfa', groups: ['Sails'] }] } })).toThrow(
      'idp.conditionalAccess[0].groups[0]: there is no group «Sails»',
    );
    const { status } = await control(idp, 'POST', '/tenant', {
      tenant: { federatedDomains: [{ domain: 'contoso.com' }] },
      applications: [
        { displayName: 'Notes', identifiers: [entityId], replyUrls: [acsUrl], conditionalAccess: [{ grant: 'mfa' }] },
      ],
    });
    expect(status).toBe(200);
    expect(idp.application(entityId).conditionalAccess).toEqual([{ grant: 'mfa' }]);
    expect(codeIn(await signIn(idp))).toBe('50107');
  });
});
