/** Target profiles: defaults, templates, the right to test, and every mistake at once with its path. */

import { mkdtemp, writeFile, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { compileFromFile } from 'json-schema-to-typescript';
import { format, resolveConfig } from 'prettier';
import { newUser } from '../../../idp/tenant/directory.ts';
import {
  defaultPolicy,
  fillTemplates,
  loadTarget,
  ProfileError,
  UnreachableError,
  variantFactsOf,
  type LoadOptions,
  type Target,
} from '../../../scenarios/target.ts';

const minimal = `
schemaVersion: 1
name: Notes
sp: { entityId: "urn:notes", acsUrl: "http://localhost:8080/acs" }
signIn: { startUrl: "http://localhost:8080/login" }
protectedPage: { url: "http://localhost:8080/me", signedIn: { status: 200 } }
`;

const metadata = (attributes = '', id = 'https://sp.example/saml'): string => `<?xml version="1.0"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${id}">
<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" ${attributes}>
<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="http://localhost:8080/slo"/>
<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="http://localhost:8080/acs" index="0"/>
</SPSSODescriptor></EntityDescriptor>`;

async function profile(text: string, files: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'samlproof-target-'));
  for (const [name, content] of Object.entries({ 'target.yaml': text, ...files })) {
    await writeFile(join(folder, name), content);
  }
  return join(folder, 'target.yaml');
}

async function load(text: string, files: Record<string, string> = {}, options?: LoadOptions): Promise<Target> {
  return loadTarget(await profile(text, files), options);
}

async function mistakesOf(text: string, files: Record<string, string> = {}, options?: LoadOptions): Promise<string[]> {
  const error: unknown = await load(text, files, options).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProfileError);
  return (error as ProfileError).mistakes.map(({ path, message }) => `${path}: ${message}`);
}

test('a minimal profile gets every default', async () => {
  const target = await load(minimal);
  expect(target).toMatchObject({
    name: 'Notes',
    users: { subject: 'b.simon@contoso.com', victim: 'v.ictim@contoso.com' },
    idp: { signing: 'assertion', encryption: 'off', defaults: true, second: false },
    explicit: {},
    capabilities: [],
    clockSkewSeconds: 180,
    limits: { stepSeconds: 15, workers: 1, pauseMs: 0 },
    policy: defaultPolicy,
  });
});

test('what was stated is kept apart from what is default', async () => {
  expect((await load(`${minimal}idp: { signing: assertion }\n`)).explicit).toEqual({ signing: 'assertion' });
});

test('the template profile is valid, and so is a profile in JSON', async () => {
  const template = fileURLToPath(new URL('../../../targets/template.yaml', import.meta.url));
  expect((await loadTarget(template)).policy).toEqual(defaultPolicy);
  const json = {
    schemaVersion: 1,
    name: 'Notes',
    sp: { entityId: 'urn:notes', acsUrl: 'http://[::1]:8080/acs' },
    signIn: { startUrl: 'http://127.0.0.2/login' },
    protectedPage: { url: 'http://app.localhost/me', signedIn: { json: '/user' } },
  };
  expect((await load(JSON.stringify(json))).sp.entityId).toBe('urn:notes');
});

test('all mistakes at once, each with its path, what was found and what is allowed', async () => {
  const mistakes = await mistakesOf(`
schemaVersion: 2
nmae: Notes
sp: { acsUrl: notes.example/acs, entityId: x }
signIn:
  startUrl: http://localhost/login
  steps:
    - fill: { label: Mail, selector: "#m", value: x }
    - click: { name: Go }
    - wait: 3
protectedPage:
  url: http://localhost/me
  signedIn: {}
  signedOut: { status: "401" }
  identity: { json: nameId, text: "(" }
idp: { signing: asertion, encryption: maybe }
capabilities: [idp-initiated, teleport]
clockSkewSeconds: -1
knownFailures: [{ case: a/b, reason: r, until: soon }]
`);
  const expected = [
    /^schemaVersion: found 2; allowed is 1/,
    /^name: is missing/,
    /^nmae: unknown property; did you mean name\?/,
    /^sp\.acsUrl: found "notes\.example\/acs"; expected an absolute http or https URL/,
    /^signIn\.steps\[0\]\.fill: found label and selector; expected exactly one/,
    /^signIn\.steps\[1\]\.click: found none of them/,
    /^signIn\.steps\[1\]\.click\.name: is only allowed beside role/,
    /^signIn\.steps\[2\]\.wait: unknown property/,
    /^protectedPage\.signedIn: found \{\}; expected at least 1 of status, url/,
    /^protectedPage\.signedOut\.status: found "401"; expected integer/,
    /^protectedPage\.identity: .*expected only 1 of json, selector, text/,
    /^protectedPage\.identity\.json: .*expected a JSON pointer/,
    /^protectedPage\.identity\.text: .*expected a regular expression/,
    /^idp\.signing: found "asertion"; allowed are assertion, response, both/,
    /^idp\.encryption: found "maybe"; allowed are off, on/,
    /^capabilities\[1\]: found "teleport"; allowed are idp-initiated/,
    /^clockSkewSeconds: found -1/,
    /^knownFailures\[0\]\.until: found "soon"; expected a day as YYYY-MM-DD/,
  ];
  for (const pattern of expected) expect(mistakes, String(pattern)).toContainEqual(expect.stringMatching(pattern));
  expect(mistakes).toHaveLength(expected.length);
});

test('mistakes carry their line, and the error says the file and exit code 3', async () => {
  const path = await profile(`${minimal}clockSkewSeconds: lots\n`);
  const error = (await loadTarget(path).catch((caught: unknown) => caught)) as ProfileError;
  expect(error).toMatchObject({ code: 'SP_PROFILE', exitCode: 3, mistakes: [{ path: 'clockSkewSeconds', line: 7 }] });
  expect(error.message).toContain('line 7, clockSkewSeconds');
});

test('text that is no YAML, an empty file and a missing file are mistakes', async () => {
  expect((await mistakesOf('a: [1\nb: }'))[0]).toMatch(/expected YAML or JSON/);
  expect((await mistakesOf('')).join()).toMatch(/expected object/);
  const error: unknown = await loadTarget('/nowhere/target.yaml').catch((caught: unknown) => caught);
  expect((error as ProfileError).message).toContain('there is no such file');
});

test.describe('the right to test', () => {
  const foreign = minimal.replaceAll('localhost:8080', 'notes.example');

  test('is required beyond loopback, and names the hosts', async () => {
    const mistakes = await mistakesOf(foreign);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(/^authorization: is missing.*notes\.example/);
    expect((await load(`${foreign}authorization: ours\n`)).authorization).toBe('ours');
  });

  test('is required for a single foreign address, but not for a name', async () => {
    expect(await mistakesOf(`${minimal}signOut: { url: "https://sso.example/out" }\n`)).toHaveLength(1);
    const named = await load(minimal.replace('urn:notes', 'https://notes.example/saml'));
    expect(named.sp.entityId).toBe('https://notes.example/saml');
  });

  test('is not fooled by hosts that only look like loopback', async () => {
    for (const host of ['127.0.0.1.evil.example', 'localhost.example', '128.0.0.1']) {
      const mistakes = await mistakesOf(minimal.replaceAll('localhost:8080', host));
      expect(mistakes.join(), host).toContain('authorization');
    }
  });

  test('stops a foreign metadata URL from being fetched', async () => {
    const text = minimal.replace('sp: {', 'sp: { metadata: "https://notes.invalid/metadata",');
    expect((await mistakesOf(text))[0]).toMatch(/^authorization/);
  });
});

const typing = (value: string): string => `${minimal}afterSignIn:\n  - fill: { label: Field, value: "${value}" }\n`;

test.describe('templates', () => {
  test('env is filled in when the profile is read, and what steps type is a secret', async () => {
    const target = await load(typing('{{env.SP_FIELD}}'), {}, { env: { SP_FIELD: 'hunter22' } });
    expect(target.afterSignIn[0]).toEqual({ fill: { label: 'Field', value: 'hunter22' } });
    expect(target.secrets).toEqual(['hunter22']);
  });

  test('the digest does not depend on the environment', async () => {
    const one = await load(typing('{{env.A}}'), {}, { env: { A: 'first' } });
    const two = await load(typing('{{env.A}}'), {}, { env: { A: 'second' } });
    expect(one.profileDigest).toBe(two.profileDigest);
    expect((await load(minimal)).profileDigest).not.toBe(one.profileDigest);
  });

  test('a missing variable is a mistake with its name', async () => {
    expect(await mistakesOf(typing('{{env.SP_FIELD}}'), {}, { env: {} })).toEqual([
      expect.stringMatching(/^afterSignIn\[0\]\.fill\.value: .*SP_FIELD is not set/),
    ]);
  });

  test('unknown templates, and user where there is none yet, are mistakes', async () => {
    expect((await mistakesOf(typing('{{usr.mail}}')))[0]).toContain('allowed are user.<attribute>');
    expect((await mistakesOf(typing('{{tenant.colour}}')))[0]).toContain('tenant.domain');
    expect((await mistakesOf(minimal.replace('Notes', '"{{user.mail}}"')))[0]).toContain('while a person signs in');
  });

  test('user and tenant are filled in for each sign-in', async () => {
    const target = await load(typing('{{ user.userPrincipalName }} {{user.department}}|{{user.none}}|{{tenant.id}}'));
    const user = { ...newUser('b.simon@contoso.com'), attributes: { department: 'Sales' } };
    const facts = { user, tenant: { id: 't-1', displayName: 'Contoso', domain: 'contoso.com' } };
    expect(fillTemplates(target.afterSignIn, facts)).toEqual([
      { fill: { label: 'Field', value: 'b.simon@contoso.com Sales||t-1' } },
    ]);
  });
});

test.describe('metadata', () => {
  const withFile = minimal.replace(/sp: .*/, 'sp: { metadata: ./sp.xml }');

  test('is read from a file beside the profile', async () => {
    const target = await load(withFile, { 'sp.xml': metadata('WantAssertionsSigned="true"') });
    expect(target.sp).toMatchObject({
      entityId: 'https://sp.example/saml',
      acsUrl: 'http://localhost:8080/acs',
      logoutUrl: 'http://localhost:8080/slo',
      wantAssertionsSigned: true,
    });
    expect(target.sp.metadataXml).toContain('EntityDescriptor');
  });

  test('is overruled by what the profile states', async () => {
    const text = minimal.replace(/sp: .*/, 'sp: { metadata: ./sp.xml, entityId: mine, acsUrl: "http://localhost/a" }');
    const target = await load(text, { 'sp.xml': metadata() });
    expect(target.sp).toMatchObject({ entityId: 'mine', acsUrl: 'http://localhost/a' });
  });

  test('that is absent, or no metadata, is a mistake', async () => {
    expect(await mistakesOf(withFile)).toEqual([expect.stringMatching(/^sp\.metadata: there is no file .*sp\.xml/)]);
    expect(await mistakesOf(withFile, { 'sp.xml': '<a/>' })).toEqual([expect.stringMatching(/^sp\.metadata: /)]);
    expect(await mistakesOf(minimal.replace(/sp: .*/, 'sp: { logoutUrl: "http://localhost/slo" }'))).toEqual([
      expect.stringMatching(/^sp\.entityId: is missing/),
      expect.stringMatching(/^sp\.acsUrl: is missing/),
    ]);
  });

  test('is fetched from a URL; an error answer is a mistake, silence is an unreachable SP (exit 2)', async () => {
    const server = createServer((request, response) => {
      response.statusCode = request.url === '/ok' ? 200 : 404;
      response.end(metadata());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const from = (path: string): string => withFile.replace('./sp.xml', `"${base}${path}"`);
    expect((await load(from('/ok'))).sp.entityId).toBe('https://sp.example/saml');
    expect(await mistakesOf(from('/gone'))).toEqual([expect.stringMatching(/answered 404/)]);
    await new Promise((resolve) => server.close(resolve));
    const error: unknown = await load(from('/ok')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ code: 'SP_UNREACHABLE', exitCode: 2, url: `${base}/ok` });
    expect(await mistakesOf(`${from('/ok')}clockSkewSeconds: -3\n`)).toHaveLength(1);
  });

  test('without a certificate cannot take encrypted assertions', async () => {
    expect(await mistakesOf(`${minimal}idp: { encryption: on }\n`)).toEqual([
      expect.stringMatching(/^idp\.encryption: asks for encrypted assertions/),
    ]);
  });
});

test('variants know the claims that the profile marks required', async () => {
  const target = await load(
    `${minimal}idp: { claims: [{ name: email, source: user.mail, required: true }, { name: dep, namespace: "urn:x", source: user.department, required: true }, { name: o, source: user.city }] }\n`,
  );
  expect(variantFactsOf(target)).toEqual({ requiredClaims: ['email', 'urn:x/dep'], clockSkewSeconds: 180 });
});

test('the types of a profile are those of its schema', async () => {
  const schema = fileURLToPath(new URL('../../../scenarios/target.schema.json', import.meta.url));
  const types = fileURLToPath(new URL('../../../scenarios/target.types.ts', import.meta.url));
  const written = await readFile(types, 'utf8');
  const generated = await compileFromFile(schema, {
    bannerComment: written.split('\n')[0] ?? '',
    additionalProperties: false,
    format: false,
  });
  const style = { ...(await resolveConfig(types)), filepath: types };
  expect(await format(generated, style)).toBe(written);
});
