/** How the other errors are reached: the request, the application and its claims. */

import { open, redirectUrl } from '../web/sp-side.ts';
import { context, foreign, issuer, qualified, type Row } from './error-stage.ts';

export const requestRows: Row[] = [
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
