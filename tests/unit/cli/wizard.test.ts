/** The wizard's questions, answered by a script in place of a person; and the same answers as flags. */

import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from '@playwright/test';
import { asksFor } from '../../../cli/commands/init.ts';
import { writeProfile, type WriteOptions } from '../../../cli/profile-file.ts';
import { openTerminal } from '../../../cli/wizard-terminal.ts';
import { loadTarget } from '../../../scenarios/target.ts';

const entity = (
  id: string,
  acs = `<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="http://localhost:4000/${id}/acs" index="0"/>`,
): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:${id}"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${acs}</SPSSODescriptor></EntityDescriptor>`;
const both = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${entity('one')}${entity('two')}</EntitiesDescriptor>`;

async function place(): Promise<{ dir: string; output: string }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'samlproof-wizard-'));
  return { dir, output: path.join(dir, 'target.yaml') };
}

/** Answers by the beginning of the question, several for one that is asked again; empty for all others. */
function person(script: [RegExp, string][]) {
  const left = [...script];
  const asked: string[] = [];
  const told: string[] = [];
  return {
    asked,
    told,
    left,
    ask: (text: string, fallback: string): Promise<string> => {
      asked.push(`${text} [${fallback}]`);
      const index = left.findIndex(([pattern]) => pattern.test(text));
      return Promise.resolve(index === -1 ? '' : (left.splice(index, 1)[0]?.[1] ?? ''));
    },
    say: (reason: string): void => void told.push(reason),
  };
}

test('empty answers take the defaults, and the profile loads', async () => {
  const { output } = await place();
  const { ask, say, asked, told } = person([]);
  await writeProfile({ output }, { ask, say });
  const target = await loadTarget(output);
  expect(target).toMatchObject({
    name: 'localhost:3000',
    signIn: { startUrl: 'http://localhost:3000/login', steps: [] },
    protectedPage: { url: 'http://localhost:3000/me', signedIn: { status: 200 }, identity: { json: '/nameId' } },
    capabilities: [],
  });
  expect(told).toEqual([]);
  expect(asked).toHaveLength(11);
  expect(asked.join('\n')).not.toContain('who agreed');
});

test('every answer reaches the profile; a wrong one is asked again with its reason', async () => {
  const { output } = await place();
  const { ask, say, told, left } = person([
    [/gallery whose/, 'Headspacex'],
    [/gallery whose/, 'headspace'],
    [/metadata, a file/, './nowhere.xml'],
    [/metadata, a file/, ''],
    [/Reply URL/, 'https://auth.<Environment>.headspace.com/'],
    [/Reply URL/, 'localhost:4000/acs'],
    [/Reply URL/, 'http://localhost:4000/acs?connection=contoso'],
    [/Identifier/, 'urn: auth0'],
    [/Identifier/, 'urn:auth0:headspace:contoso'],
    [/Name of/, 'Head: space, "staging"'],
    [/Where a person starts/, 'http://localhost:4000/sso-login'],
    [/Button/, 'Log in, with {SSO}'],
    [/My Apps/, 'perhaps'],
    [/My Apps/, 'y'],
    [/opens only/, 'https://staging.headspace.example/me'],
    [/shows success/, 'green'],
    [/shows success/, 'text=Sign (out'],
    [/shows success/, 'text=Sign out, #1'],
    [/names the person/, 'text=Signed in as .+'],
    [/names the person/, 'text=Signed in as (.+)'],
    [/who agreed/, 'Ours; agreed: 2 November'],
  ]);
  await writeProfile({ output }, { ask, say });
  expect(left).toEqual([]);
  expect(told).toEqual([
    expect.stringContaining('no application «Headspacex»'),
    expect.stringMatching(/No metadata at .*nowhere\.xml: there is no such file/),
    expect.stringContaining('still holds a placeholder'),
    expect.stringContaining('no web address'),
    expect.stringContaining('without spaces'),
    expect.stringContaining('neither yes nor no'),
    expect.stringContaining('expected status=200'),
    expect.stringContaining('no regular expression'),
    expect.stringContaining('has no group'),
  ]);
  expect(await loadTarget(output)).toMatchObject({
    name: 'Head: space, "staging"',
    authorization: 'Ours; agreed: 2 November',
    sp: { entityId: 'urn:auth0:headspace:contoso', acsUrl: 'http://localhost:4000/acs?connection=contoso' },
    signIn: {
      startUrl: 'http://localhost:4000/sso-login',
      steps: [{ click: { role: 'button', name: 'Log in, with {SSO}' } }],
    },
    protectedPage: {
      url: 'https://staging.headspace.example/me',
      signedIn: { text: 'Sign out, #1' },
      identity: { text: 'Signed in as (.+)' },
    },
    idp: {
      nameId: { source: 'user.userprincipalname', format: 'emailAddress' },
      claims: [{ name: 'email' }, { name: 'family_name' }, { name: 'given_name' }],
    },
    capabilities: ['idp-initiated'],
  });
});

test('the same answers as flags make the same profile', async () => {
  const { output } = await place();
  const flags = {
    gallery: 'pymetrics',
    entityId: 'urn:pymetrics:contoso',
    acsUrl: 'http://localhost:4000/?acs',
    startUrl: 'http://localhost:4000/?sso',
    protectedUrl: 'http://localhost:4000/me',
    signedIn: 'selector=#account',
    identity: 'selector=#account .mail',
  };
  await writeProfile({ output, ...flags });
  const target = await loadTarget(output);
  expect(target.protectedPage).toMatchObject({
    signedIn: { selector: '#account' },
    identity: { selector: '#account .mail' },
  });
  expect(target.idp.claims.map(({ name }) => name)).toEqual(['UserFirstName', 'UserLastName', 'UserEmail']);
  expect(await readFile(output, 'utf8')).toContain('https://www.pymetrics.com/saml2-sp/<CUSTOMERNAME>/');

  const asked = await place();
  const { ask, say } = person([
    [/gallery whose/, flags.gallery],
    [/Reply URL/, flags.acsUrl],
    [/Identifier/, flags.entityId],
    [/Where a person/, flags.startUrl],
    [/opens only/, flags.protectedUrl],
    [/shows success/, flags.signedIn],
    [/names the person/, flags.identity],
  ]);
  await writeProfile({ output: asked.output }, { ask, say });
  expect(await readFile(asked.output, 'utf8')).toBe(await readFile(output, 'utf8'));
});

test('of metadata with two SPs one is chosen by its entity id', async () => {
  const { dir, output } = await place();
  const from = path.join(dir, 'both.xml');
  await writeFile(from, both);
  const { ask, say, told, asked } = person([
    [/metadata, a file/, from],
    [/Entity id$/, ''],
    [/Entity id$/, 'urn:three'],
    [/Entity id$/, 'urn:two'],
  ]);
  await writeProfile({ output }, { ask, say });
  expect(told).toEqual([expect.stringContaining('no identifier'), expect.stringContaining('urn:one, urn:two')]);
  expect(asked.join('\n')).not.toContain('Reply URL');
  expect((await loadTarget(output)).sp).toMatchObject({ entityId: 'urn:two', acsUrl: 'http://localhost:4000/two/acs' });
});

test('metadata is fetched; a server that refuses is named', async () => {
  const { output } = await place();
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/metadata' ? 200 : 503;
    response.end(entity('one'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(writeProfile({ output, from: `${url}/other` })).rejects.toThrow(
      /--from: No metadata at .*answered 503/,
    );
    await writeProfile({ output, from: `${url}/metadata` });
    expect((await loadTarget(output)).sp.entityId).toBe('urn:one');
  } finally {
    server.close();
  }
});

const keyed = (certificate: string): string =>
  entity('one').replace(
    '<AssertionConsumerService',
    `<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><AssertionConsumerService`,
  );

/** Ended on 2020-01-02. */
const expired =
  'MIIBjzCB+aADAgECAgEBMA0GCSqGSIb3DQEBCwUAMA4xDDAKBgNVBAMTA29sZDAeFw0yMDAxMDEwMDAwMDBaFw0yMDAxMDIwMDAwMDBaMA4xDDAKBgNVBAMTA29sZDCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEArnSMSR8ah9KEwRGiwmyejxBlxYB+/KMhlinQfzc01JdD8QuYv7WkO/3sD7qO8ec4TN40UKbgLb/Q2Zb983DHXL7lQjJRfl5zVKq8hsRVd5G+1LmCzNOJQXoBssIsJCbtfPRiHjQ0Va2m08CgaCj91pr6SKzQCJtmWBTJOCgiaMkCAwEAATANBgkqhkiG9w0BAQsFAAOBgQBqIyFcjcq75IyX13zz1o7T1fAvQvtj7zFKm8b2optuSMoUtC/RRIQzCpzfxR/+VJlx1jT6/v4xzYA9x7+D01QDjtpRW8DdCqOHoJ5O7LlFe/MTYA75TLfoG4yh/A7BR8IGRQa89BjTpSFjJ2F8oJIdDBhDj4jtJV8WAy2aigeh6w==';

const refused: [string, string, WriteOptions | object, RegExp][] = [
  ['no metadata', '<html/>', {}, /--from: This is no SAML metadata.*«html»/],
  ['no XML', 'hello', {}, /--from: .*cannot be read/],
  ['an identity provider', entity('one').replaceAll('SPSSO', 'IDPSSO'), {}, /--from: .*no service provider/],
  ['two SPs', both, {}, /2 service providers \(urn:one, urn:two\).*--entity-id/],
  ['another SP', both, { entityId: 'urn:three' }, /--entity-id: .*no service provider «urn:three»/],
  ['no ACS', entity('one', ''), {}, /--from: .*no AssertionConsumerService/],
  ['no ACS for POST', entity('one').replace('HTTP-POST', 'HTTP-Artifact'), {}, /HTTP-POST.*--acs-url/],
  ['an ACS that is no address', entity('one').replace('http://localhost:4000', ''), {}, /--from: .*no web address/],
  ['a broken certificate', keyed('AAAA'), {}, /--from: .*certificate that cannot be read/],
  ['an expired certificate', keyed(expired), {}, /--from: .*expired on 2020-01-02/],
  ['a URL that is none', entity('one'), { startUrl: 'sp.example' }, /--start-url: .*no web address/],
  ['an empty name', entity('one'), { name: ' ' }, /--name: is empty/],
  ['a pointer that is none', entity('one'), { identity: 'json=nameId' }, /--identity: .*no JSON pointer/],
  ['an ambiguous gallery name', entity('one'), { gallery: 'cisco' }, /--gallery: .*applications like «cisco»: Cisco/],
];

for (const [what, xml, flags, reason] of refused) {
  test(`${what}: refused in words, nothing written`, async () => {
    const { dir, output } = await place();
    const from = path.join(dir, 'sp.xml');
    await writeFile(from, xml);
    const answer = writeProfile({ output, from, ...flags });
    await expect(answer).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(reason) });
    expect(await readdir(dir)).toEqual(['sp.xml']);
  });
}

test('text of others cannot leave its comment or its line', async () => {
  const { dir, output } = await place();
  const from = path.join(dir, 'sp.xml');
  await writeFile(from, entity('one').replace('urn:one', 'urn:one&#10;policy: { rsaSha1: accept }'));
  await writeProfile({ output, from, name: 'a\nb: c' });
  const target = await loadTarget(output);
  expect(target.policy.rsaSha1).toBe('reject');
  expect(target.name).toBe('a\nb: c');
});

test('an existing profile is said before the first question, and replaced only with force', async () => {
  const { dir, output } = await place();
  await writeFile(output, 'mine');
  const { ask, say, asked } = person([]);
  await expect(writeProfile({ output }, { ask, say })).rejects.toThrow(/exists already/);
  expect(asked).toEqual([]);
  await writeProfile({ output, force: true });
  expect((await loadTarget(output)).name).toBe('localhost:3000');
  expect(await readdir(dir)).toEqual(['target.yaml']);
});

for (const [what, end] of [
  ['Ctrl-C', '\u0003'],
  ['the end of input', undefined],
] as const) {
  test(`${what} in the middle leaves nothing`, async () => {
    const { dir, output } = await place();
    const input = new PassThrough();
    const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    let shown = '';
    const moves: [string, () => unknown][] = [
      ['Entra gallery', () => input.write('headspace\r')],
      ['SP’s metadata', () => (end === undefined ? input.end() : input.write(end))],
    ];
    screen.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
      if (shown.includes(moves[0]?.[0] ?? 'nothing more')) setImmediate(moves.shift()?.[1] ?? (() => {}));
    });
    const terminal = openTerminal(Object.assign(input, { isTTY: true, setRawMode: () => input }), screen);
    const writing = writeProfile({ output }, terminal);
    await expect(writing).rejects.toMatchObject({ exitCode: 130, message: /nothing was written/ });
    terminal.close();
    expect(shown).toContain('Application of the Entra gallery');
    expect(await readdir(dir)).toEqual([]);
  });
}

test('only a terminal is asked, and only when nothing names the SP', () => {
  expect(asksFor({}, true)).toBe(true);
  expect(asksFor({ gallery: 'Slack', name: 'Chat' }, true)).toBe(true);
  expect(asksFor({}, false)).toBe(false);
  expect(asksFor({ yes: true }, true)).toBe(false);
  for (const flag of ['from', 'entityId', 'acsUrl', 'startUrl', 'protectedUrl']) {
    expect(asksFor({ [flag]: 'http://localhost' }, true), flag).toBe(false);
  }
});

test('a part of a gallery name is enough where it can mean one application only, the newer tutorial first', async () => {
  const { output } = await place();
  await writeProfile({ output, gallery: 'zoo' });
  expect((await loadTarget(output)).name).toBe('Zoom');
  expect(await readFile(output, 'utf8')).not.toContain('tutorial of');
});
