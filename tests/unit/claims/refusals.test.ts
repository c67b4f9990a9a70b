/** Claims that cannot be issued, as a person and an administrator meet them: error pages, and registrations that are refused. */

import { expect, test } from '@playwright/test';
import { memoryState, startIdp, type RunningIdp } from '../../../idp/index.ts';
import { registrationOf } from '../../../scenarios/registration.ts';
import { loadTarget } from '../../../scenarios/target.ts';
import { writeFileSync } from 'node:fs';
import { simonsName, submit } from '../web/person.ts';
import { open, plain, requestXml } from '../web/sp-side.ts';

const application = (name: string, settings: string): string => `
  - { displayName: ${name}, identifiers: ['urn:${name}'], replyUrls: ['https://${name}.example/acs'], assignments: [{ user: b.simon@contoso.com }], ${settings} }`;

const transformed = (source: string, step: string): string =>
  `claims: [{ name: x, source: ${source}, transformations: [{ ${step} }] }]`;

const file = `schemaVersion: 1
applications:${application('missing', transformed('user.city', 'function: ToLowercase'))}${application(
  'omitted',
  `${transformed('user.city', 'function: ToLowercase')}, switches: { missingInput: omit }`,
)}${application('invalid', transformed('user.surname', 'function: Substring, start: 99'))}${application(
  'endless',
  transformed(`'${'a'.repeat(60)}!'`, "function: RegexReplace, pattern: '^(a+)+$', replacement: b"),
)}${application('nameless', 'nameId: { source: user.telephonenumber }')}
`;

/** The answer that B.Simon gets at this application. */
async function answerOf(idp: RunningIdp, name: string): Promise<{ body: string; response: string; status: number }> {
  const xml = requestXml({ AssertionConsumerServiceURL: undefined }, `<saml:Issuer>urn:${name}</saml:Issuer>`);
  const page = await open(idp.ssoUrl, { method: 'POST', body: new URLSearchParams({ SAMLRequest: plain(xml) }) });
  return submit(idp, page, { user: simonsName });
}

test('error pages carry Entra’s codes', async () => {
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0', state: memoryState({ 'tenant.yaml': file }) });
  try {
    for (const [name, code, words] of [
      ['missing', '501241', 'user.city'],
      ['invalid', '50124', 'Substring from 99'],
      ['endless', '501621', 'takes too long'],
      ['nameless', '501241', 'user.telephonenumber'],
    ] as const) {
      const { body, response, status } = await answerOf(idp, name);
      expect(status, name).toBe(400);
      expect(body, name).toContain(`AADSTS${code}: `);
      expect(body, name).toContain(words);
      expect(response, name).toBe('');
    }
    expect((await answerOf(idp, 'omitted')).response).toContain('>b.simon@contoso.com</NameID>');
  } finally {
    await idp.close();
  }
});

test('a registration that cannot be saved is refused with every path and changes nothing', async () => {
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });
  try {
    const spec = {
      name: 'Notes',
      entityId: 'urn:notes',
      acsUrls: ['https://notes.example/acs'],
      users: [simonsName],
    };
    const upn = {
      name: 'upn',
      namespace: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims',
      source: 'user.mail',
    };
    const bad = { ...spec, idp: { nameId: { source: 'user.city' }, claims: [upn] } };
    expect(() => idp.register(bad)).toThrow(/idp\.nameId\.source: .*idp\.claims\[0\]\.name: .*restricted claim/s);
    expect(() => idp.application('urn:notes')).toThrow('urn:notes');
    expect(idp.register({ ...spec, idp: { claims: [upn], customSigningKey: true } }).claims).toEqual([upn]);
  } finally {
    await idp.close();
  }
});

test('a target profile carries all of it to the registration, groups by name', async () => {
  const path = test.info().outputPath('target.yaml');
  writeFileSync(
    path,
    `schemaVersion: 1
name: Notes
sp: { entityId: urn:notes, acsUrl: http://127.0.0.1:1/acs }
signIn: { startUrl: http://127.0.0.1:1/login }
protectedPage: { url: http://127.0.0.1:1/me, signedIn: { status: 200 } }
idp:
  nameId: { source: user.mail, transformations: [{ function: ExtractMailPrefix }] }
  claims:
    - { name: team, source: none, conditions: [{ groups: [Sales], source: user.department }] }
  groupClaim: { select: assigned, asRoles: true }
  optionalClaims: [{ name: acct }]
  audience: urn:other
  includeAttributeNameFormat: true
  switches: { missingInput: omit }
`,
  );
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0' });
  try {
    const registered = idp.register(registrationOf(await loadTarget(path)));
    const sales = idp.tenant.groups.find(({ displayName }) => displayName === 'Sales');
    expect(registered).toMatchObject({
      nameId: { source: 'user.mail', format: 'default', transformations: [{ function: 'ExtractMailPrefix' }] },
      claims: [{ conditions: [{ groups: [sales?.id], source: 'user.department' }] }],
      groupClaim: { select: 'assigned', asRoles: true },
      optionalClaims: [{ name: 'acct' }],
      audience: 'urn:other',
      includeAttributeNameFormat: true,
      switches: { missingInput: 'omit' },
    });
  } finally {
    await idp.close();
  }
});
