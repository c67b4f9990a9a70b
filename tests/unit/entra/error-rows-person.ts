/** How the errors with numbers below 60000 are reached: people, their accounts and sessions, and keys. */

import { cookieOf, simonsName } from '../web/person.ts';
import { acsUrl, open, redirectUrl } from '../web/sp-side.ts';
import { foreign, issuer, passive, signedInElsewhere, type Row } from './error-stage.ts';

export const personRows: Row[] = [
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
];
