/** «Verification certificates»: signed requests by both bindings, in the right and the wrong place, by the right and the wrong key. */

import { sign as cryptoSign } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { SignedXml } from 'xml-crypto';
import { createSigningKey } from '../../../idp/tenant/keys.ts';
import type { Verification } from '../../../idp/tenant/model.ts';
import { guidFrom } from '../../../idp/tenant/deterministic-id.ts';
import type { RunningIdp } from '../../../idp/index.ts';
import { codeIn } from '../web/person.ts';
import { deflated, entityId, open, plain, requestXml, withIdp } from '../web/sp-side.ts';

const now = new Date();
const [key, oldest, newest, stranger] = ['a', 'b', 'c', 'd'].map((commonName) => createSigningKey({ commonName, now }));
const [sha256, sha1] = [
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
];
type Key = NonNullable<typeof key>;

interface Signing {
  by?: Key | undefined;
  algorithm?: string;
}

function query({ by = key, algorithm = sha256 }: Signing = {}): string {
  const text = `SAMLRequest=${encodeURIComponent(deflated(requestXml()))}&RelayState=r%2fs&SigAlg=${encodeURIComponent(algorithm)}`;
  const hash = algorithm === sha1 ? 'sha1' : 'sha256';
  const value = cryptoSign(hash, Buffer.from(text), by?.privateKey ?? '').toString('base64');
  return `${text}&Signature=${encodeURIComponent(value)}`;
}

function embedded({ by = key, algorithm = sha256, keyInfo = true }: Signing & { keyInfo?: boolean } = {}): string {
  const signer = new SignedXml({
    privateKey: by?.privateKey.export({ type: 'pkcs8', format: 'pem' }) ?? '',
    ...(keyInfo ? { publicCert: by?.certificate ?? '' } : {}),
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: '/*',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
    digestAlgorithm:
      algorithm === sha1 ? 'http://www.w3.org/2000/09/xmldsig#sha1' : 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signer.computeSignature(requestXml(), { location: { reference: "//*[local-name(.)='Issuer']", action: 'after' } });
  return signer.getSignedXml();
}

async function outcome(idp: RunningIdp, sent: { query: string } | { xml: string }): Promise<string> {
  const seen =
    'query' in sent
      ? await open(`${idp.ssoUrl}?${sent.query}`)
      : await open(idp.ssoUrl, { method: 'POST', body: new URLSearchParams({ SAMLRequest: plain(sent.xml) }) });
  return seen.page === 'sign-in' ? 'accepted' : (codeIn(seen) ?? seen.body);
}

const pems = (...keys: (Key | undefined)[]): string[] => keys.map((one) => one?.certificate ?? '');
const required = (more: Verification = {}): Verification => ({ required: true, certificates: pems(key), ...more });
const unsigned = `SAMLRequest=${encodeURIComponent(deflated(requestXml()))}`;
const misplaced = (xml: string): string => `SAMLRequest=${encodeURIComponent(deflated(xml))}`;

const table: [name: string, verification: Verification, sent: { query: string } | { xml: string }, gives: string][] = [
  [
    'off: a wrong signature is not looked at',
    { certificates: pems(key) },
    { query: query({ by: stranger }) },
    'accepted',
  ],
  ['unsigned, Redirect', required(), { query: unsigned }, '76021'],
  ['unsigned, POST', required(), { xml: requestXml() }, '76021'],
  ['signed, Redirect', required(), { query: query() }, 'accepted'],
  ['signed, POST', required(), { xml: embedded() }, 'accepted'],
  ['in the XML by Redirect', required(), { query: misplaced(embedded()) }, '76021'],
  ['a stranger, Redirect', required(), { query: query({ by: stranger }) }, '50006'],
  ['a stranger, POST', required(), { xml: embedded({ by: stranger }) }, '50006'],
  ['a stranger without KeyInfo, POST', required(), { xml: embedded({ by: stranger, keyInfo: false }) }, '50006'],
  ['changed afterwards, Redirect', required(), { query: query().replace('r%2fs', 'r%2Fs') }, '50006'],
  [
    'changed afterwards, POST',
    required(),
    { xml: embedded().replace('Version="2.0"', 'Version="2.0" ForceAuthn="true"') },
    '50006',
  ],
  ['SHA-1, Redirect', required(), { query: query({ algorithm: sha1 ?? '' }) }, '50006'],
  ['SHA-1, POST', required(), { xml: embedded({ algorithm: sha1 ?? '' }) }, '50006'],
  ['SHA-1 allowed, Redirect', required({ allowSha1: true }), { query: query({ algorithm: sha1 ?? '' }) }, 'accepted'],
  ['SHA-1 allowed, POST', required({ allowSha1: true }), { xml: embedded({ algorithm: sha1 ?? '' }) }, 'accepted'],
  ['no algorithm', required(), { query: query().replace(/&SigAlg=[^&]*/, '') }, '50006'],
  ['an unknown algorithm', required(), { query: query().replace('rsa-sha256', 'rsa-sha999') }, '50006'],
  ['an algorithm of Object', required(), { query: query().replace(/SigAlg=[^&]*/, 'SigAlg=constructor') }, '50006'],
  ['no certificate', required({ certificates: [] }), { query: query() }, '50006'],
  [
    'the older of the two newest',
    required({ certificates: pems(oldest, key, newest) }),
    { query: query() },
    'accepted',
  ],
  ['the third newest', required({ certificates: pems(key, oldest, newest) }), { query: query() }, '50006'],
  [
    'the third newest, named by its key',
    required({ certificates: pems(key, oldest, newest) }),
    { xml: embedded() },
    'accepted',
  ],
  [
    'the third newest, POST without a key',
    required({ certificates: pems(key, oldest, newest) }),
    { xml: embedded({ keyInfo: false }) },
    '50006',
  ],
];

test('every row, by both bindings', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    for (const [name, verification, sent, gives] of table) {
      application.verification = verification;
      expect.soft([name, await outcome(idp, sent)]).toEqual([name, gives]);
    }
  });
});

test('a message wrapped around a signed one is not signed', async () => {
  await withIdp(async (idp) => {
    idp.application(entityId).verification = required();
    const signed = embedded();
    const inner = signed.replace(/^<\?xml[^>]*>/, '');
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(inner)?.[0] ?? '';
    const outer = requestXml(
      {},
      `<saml:Issuer>${entityId}</saml:Issuer>${signature}<samlp:Extensions>${inner}</samlp:Extensions>`,
    );
    expect(await outcome(idp, { xml: outer })).toBe('50006');
    const twice = signed.replace('</Signature>', `</Signature>${signature}`);
    expect(await outcome(idp, { xml: twice })).toBe('50006');
  });
});

test('an application that requires signed requests is not started at the IdP, nor at its instance address', async () => {
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.verification = required();
    const seen = await open(`${idp.baseUrl}/api/signin/${application.appId}?tenantId=${idp.tenant.id}`);
    expect(seen.body).toContain('AADSTS76021: ');
    const principal = guidFrom(`servicePrincipal:${application.appId}`);
    expect((await open(`${idp.ssoUrl}/${principal}?${query()}`)).body).toContain('AADSTS76021: ');
  });
});

test('expired verification certificates count, unless the switch says no', async () => {
  const past = createSigningKey({ commonName: 'past', now: new Date(now.getTime() - 400 * 86_400_000), days: 30 });
  await withIdp(async (idp) => {
    const application = idp.application(entityId);
    application.verification = required({ certificates: [past.certificate] });
    expect(await outcome(idp, { query: query({ by: past }) })).toBe('accepted');
    application.switches = { expiredVerificationCertificates: 'refused' };
    expect(await outcome(idp, { query: query({ by: past }) })).toBe('50006');
  });
});
