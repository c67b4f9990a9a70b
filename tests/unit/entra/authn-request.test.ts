/** The table of AuthnRequest rules (Entra fact sheet, section 3), row by row over HTTP: what is refused with which code, and what is ignored. */

import { expect, test } from '@playwright/test';
import type { Switches } from '../../../idp/tenant/switches.ts';
import { codeIn } from '../web/person.ts';
import { acsUrl, entityId, notes, open, plain, redirectUrl, requestXml, withIdp } from '../web/sp-side.ts';

const issuer = `<saml:Issuer>${entityId}</saml:Issuer>`;
const format = (uri: string): string => `${issuer}<samlp:NameIDPolicy Format="${uri}"/>`;
const context = (comparison: string): string =>
  `${issuer}<samlp:RequestedAuthnContext Comparison="${comparison}"><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`;
const bindings = 'urn:oasis:names:tc:SAML:2.0:bindings:';

interface Row {
  name: string;
  xml: string;
  /** Code on the page, `Response` for an error Response with its second-level status, or `accepted`. */
  gives: string;
  switches?: Partial<Switches>;
}

const rows: Row[] = [
  { name: 'ID absent', xml: requestXml({ ID: undefined }), gives: '75005' },
  { name: 'ID with a digit first', xml: requestXml({ ID: '1a' }), gives: '7500529' },
  { name: 'ID of base64', xml: requestXml({ ID: '_a+b/c=' }), gives: '7500529' },
  { name: 'Version absent', xml: requestXml({ Version: undefined }), gives: '75005' },
  { name: 'Version 1.1', xml: requestXml({ Version: '1.1' }), gives: '75005' },
  { name: 'IssueInstant absent', xml: requestXml({ IssueInstant: undefined }), gives: '75005' },
  { name: 'IssueInstant of 2001', xml: requestXml({ IssueInstant: '2001-01-01T00:00:00Z' }), gives: 'accepted' },
  {
    name: 'IssueInstant of 2001, stale requests refused',
    xml: requestXml({ IssueInstant: '2001-01-01T00:00:00Z' }),
    gives: '76026',
    switches: { staleRequests: 'refused' },
  },
  { name: 'Issuer absent', xml: requestXml({}, ' '), gives: '75005' },
  { name: 'Issuer unknown', xml: requestXml({}, '<saml:Issuer>urn:x</saml:Issuer>'), gives: '700016' },
  { name: 'Issuer with a slash more', xml: requestXml({}, issuer.replace('</', '/</')), gives: '700016' },
  { name: 'Destination elsewhere', xml: requestXml({ Destination: 'https://x.example/' }), gives: 'accepted' },
  {
    name: 'Destination elsewhere, checked',
    xml: requestXml({ Destination: 'https://x.example/' }),
    gives: '75008',
    switches: { destination: 'checked' },
  },
  {
    name: 'Destination elsewhere, checked, answered',
    xml: requestXml({ Destination: 'https://x.example/' }),
    gives: 'Response RequestDenied',
    switches: { destination: 'checked', errorResponses: 'always' },
  },
  { name: 'reply URL absent', xml: requestXml({ AssertionConsumerServiceURL: undefined }), gives: 'accepted' },
  { name: 'reply URL unknown', xml: requestXml({ AssertionConsumerServiceURL: `${acsUrl}x` }), gives: '50011' },
  {
    name: 'reply URL by index',
    xml: requestXml({ AssertionConsumerServiceURL: undefined, AssertionConsumerServiceIndex: '7' }),
    gives: 'accepted',
  },
  {
    name: 'attribute index',
    xml: requestXml({ AttributeConsumingServiceIndex: '3', Consent: 'urn:x', ProviderName: 'x' }),
    gives: 'accepted',
  },
  { name: 'binding POST', xml: requestXml({ ProtocolBinding: `${bindings}HTTP-POST` }), gives: 'accepted' },
  { name: 'binding Artifact', xml: requestXml({ ProtocolBinding: `${bindings}HTTP-Artifact` }), gives: '75003' },
  { name: 'binding Redirect', xml: requestXml({ ProtocolBinding: `${bindings}HTTP-Redirect` }), gives: '75003' },
  { name: 'IsPassive', xml: requestXml({ IsPassive: 'true' }), gives: 'Response NoPassive' },
  {
    name: 'Conditions',
    xml: requestXml({}, `${issuer}<saml:Conditions NotOnOrAfter="2001-01-01T00:00:00Z"/>`),
    gives: 'accepted',
  },
  {
    name: 'Subject',
    xml: requestXml({}, `${issuer}<saml:Subject><saml:NameID>x</saml:NameID></saml:Subject>`),
    gives: '900236',
  },
  {
    name: 'Subject, answered',
    xml: requestXml({}, `${issuer}<saml:Subject><saml:NameID>x</saml:NameID></saml:Subject>`),
    gives: 'Response RequestUnsupported',
    switches: { errorResponses: 'always' },
  },
  ...[
    '2.0:nameid-format:persistent',
    '1.1:nameid-format:emailAddress',
    '1.1:nameid-format:unspecified',
    '2.0:nameid-format:transient',
  ].map((name): Row => ({
    name: `NameIDPolicy ${name}`,
    xml: requestXml({}, format(`urn:oasis:names:tc:SAML:${name}`)),
    gives: 'accepted',
  })),
  {
    name: 'NameIDPolicy kerberos',
    xml: requestXml({}, format('urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos')),
    gives: '75016',
  },
  {
    name: 'NameIDPolicy kerberos, answered',
    xml: requestXml({}, format('urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos')),
    gives: 'Response InvalidNameIDPolicy',
    switches: { errorResponses: 'always' },
  },
  { name: 'AllowCreate', xml: requestXml({}, `${issuer}<samlp:NameIDPolicy AllowCreate="false"/>`), gives: 'accepted' },
  {
    name: 'SPNameQualifier',
    xml: requestXml({}, `${issuer}<samlp:NameIDPolicy SPNameQualifier="x"/>`),
    gives: 'accepted',
  },
  {
    name: 'SPNameQualifier, refused',
    xml: requestXml({}, `${issuer}<samlp:NameIDPolicy SPNameQualifier="x"/>`),
    gives: 'Response RequestUnsupported',
    switches: { spNameQualifier: 'refused' },
  },
  {
    name: 'SPNameQualifier, refused on a page',
    xml: requestXml({}, `${issuer}<samlp:NameIDPolicy SPNameQualifier="x"/>`),
    gives: '90011',
    switches: { spNameQualifier: 'refused', errorResponses: 'never' },
  },
  { name: 'Comparison exact', xml: requestXml({}, context('exact')), gives: 'accepted' },
  ...['minimum', 'maximum', 'better'].map((name): Row => ({
    name: `Comparison ${name}`,
    xml: requestXml({}, context(name)),
    gives: '900235',
  })),
  { name: 'Scoping empty', xml: requestXml({}, `${issuer}<samlp:Scoping/>`), gives: 'accepted' },
  { name: 'Scoping ProxyCount', xml: requestXml({}, `${issuer}<samlp:Scoping ProxyCount="0"/>`), gives: '900236' },
  {
    name: 'Scoping IDPList',
    xml: requestXml(
      {},
      `${issuer}<samlp:Scoping><samlp:IDPList><samlp:IDPEntry ProviderID="x"/></samlp:IDPList></samlp:Scoping>`,
    ),
    gives: '900236',
  },
  {
    name: 'Scoping RequesterID',
    xml: requestXml({}, `${issuer}<samlp:Scoping><samlp:RequesterID>x</samlp:RequesterID></samlp:Scoping>`),
    gives: '900236',
  },
  {
    name: 'a Signature that nobody asked for',
    xml: requestXml({}, `${issuer}<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>`),
    gives: 'accepted',
  },
  {
    name: 'Extensions',
    xml: requestXml({}, `${issuer}<samlp:Extensions><x xmlns="urn:x"/></samlp:Extensions>`),
    gives: 'accepted',
  },
  { name: 'another root', xml: '<a xmlns="urn:x"/>', gives: '75005' },
  { name: 'broken XML', xml: '<samlp:AuthnRequest', gives: '7500525' },
  { name: 'characters that XML cannot carry', xml: '<a>\u0001</a>', gives: '90107' },
];

test('every row of the table, by both bindings', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    for (const { name, xml, gives, switches = {} } of rows) {
      application.switches = switches;
      const posted = new URLSearchParams({ SAMLRequest: plain(xml), RelayState: 'rs' });
      for (const seen of [
        await open(redirectUrl(idp, xml, 'rs')),
        await open(idp.ssoUrl, { method: 'POST', body: posted }),
      ]) {
        const status = /status:(\w+)"\/><\/samlp:StatusCode>/.exec(seen.response)?.[1];
        const code = codeIn(seen);
        const found = status !== undefined ? `Response ${status}` : seen.page === 'sign-in' ? 'accepted' : code;
        expect.soft([name, found]).toEqual([name, gives]);
        if (status !== undefined) {
          expect.soft(seen.form).toMatchObject({ action: acsUrl, fields: { RelayState: 'rs' } });
          expect
            .soft(seen.response)
            .toMatch(/AADSTS\d+: [\s\S]*\nTrace ID: [0-9a-f-]{36}[\s\S]*\nTimestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/);
          expect.soft(seen.response).not.toContain('Destination=');
        }
      }
    }
  });
});

test('reply URLs: the default, one by index, one by wildcard', async () => {
  const second = 'https://notes.example/saml/second';
  await withIdp(
    async (idp) => {
      const application = idp.application(entityId);
      const sent = async (attributes: Record<string, string | undefined>): Promise<string> => {
        const { form } = await open(redirectUrl(idp, requestXml({ IsPassive: 'true', ...attributes })));
        return form?.action ?? 'none';
      };
      const none = { AssertionConsumerServiceURL: undefined };
      expect(await sent(none)).toBe(acsUrl);
      expect(await sent({ ...none, AssertionConsumerServiceIndex: '1' })).toBe(acsUrl);
      application.switches = { replyUrlIndex: 'honoured' };
      expect(await sent({ ...none, AssertionConsumerServiceIndex: '1' })).toBe(second);
      expect(await sent({ ...none, AssertionConsumerServiceIndex: '__proto__' })).toBe(acsUrl);
      application.replyUrlIndexes = { '5': second };
      expect(await sent({ ...none, AssertionConsumerServiceIndex: '5' })).toBe(second);
      application.replyUrls = ['https://*.notes.example/*/acs', acsUrl];
      const url = 'https://a.notes.example/t/acs';
      expect(await sent({ AssertionConsumerServiceURL: url })).toBe('none');
      application.switches = { replyUrlWildcards: true };
      expect(await sent({ AssertionConsumerServiceURL: url })).toBe(url);
      expect(await sent({ AssertionConsumerServiceURL: `${url}x` })).toBe('none');
      expect(await sent({ AssertionConsumerServiceURL: 'https://evil.example/t/acs' })).toBe('none');
      expect(await sent(none)).toBe(acsUrl);
    },
    { targets: [{ ...notes, acsUrls: [acsUrl, second] }] },
  );
});

test('transport: no message, too long, deflated or not by either binding', async () => {
  await withIdp(async (idp) => {
    const code = async (query: string): Promise<string | undefined> => codeIn(await open(`${idp.ssoUrl}${query}`));
    expect(await code('')).toBe('750054');
    expect(await code('?SAMLRequest=')).toBe('750054');
    expect(await code(`?SAMLRequest=${'A'.repeat(140_000)}`)).toBe('90015');
    expect(await code('?SAMLRequest=%00%01')).toBe('75005');
    const undeflated = new URLSearchParams({ SAMLRequest: plain(requestXml()) }).toString();
    expect((await open(`${idp.ssoUrl}?${undeflated}`)).page).toBe('sign-in');
  });
});
