/** A drafted profile must load as it stands, with and without metadata. */

import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeProfile } from '../../../cli/profile-file.ts';
import { draftProfile } from '../../../scenarios/draft.ts';
import { loadTarget } from '../../../scenarios/target.ts';

const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="http://localhost:4000/saml/metadata">
<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="true">
<AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="http://localhost:4000/saml/acs?connection=contoso" index="0"/>
</SPSSODescriptor></EntityDescriptor>`;

async function folder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'samlproof-draft-'));
}

test('a draft without any facts is a profile that loads', async () => {
  const file = path.join(await folder(), 'target.yaml');
  await writeFile(file, draftProfile({}));
  const target = await loadTarget(file);
  expect(target.sp.acsUrl).toBe('http://localhost:3000/saml/acs');
  expect(target.explicit.signing).toBeUndefined();
});

test('init reads metadata, keeps the path relative to the profile, and the draft loads', async () => {
  const dir = await folder();
  await writeFile(path.join(dir, 'sp.xml'), metadata);
  const output = path.join(dir, 'target.yaml');
  await writeProfile({ from: path.join(dir, 'sp.xml'), output, name: 'Notes: "the app"' });
  const target = await loadTarget(output);
  expect(target.name).toBe('Notes: "the app"');
  expect(target.sp.entityId).toBe('http://localhost:4000/saml/metadata');
  expect(target.sp.acsUrl).toBe('http://localhost:4000/saml/acs?connection=contoso');
  expect(await readFile(output, 'utf8')).toContain('metadata: ./sp.xml');
});

test('an existing profile is not overwritten, and a missing metadata file is named', async () => {
  const dir = await folder();
  const output = path.join(dir, 'target.yaml');
  await writeFile(output, 'mine');
  await expect(writeProfile({ output })).rejects.toThrow(/exists already/);
  expect(await readFile(output, 'utf8')).toBe('mine');
  await expect(writeProfile({ output, from: path.join(dir, 'nowhere.xml') })).rejects.toThrow(
    /No metadata at .*nowhere\.xml/,
  );
});

test('an SP that publishes a key for encryption alone is asked about encryption, one whose key has no use is not', () => {
  const sp = { entityId: 'http://localhost:4000/saml', acsUrls: ['http://localhost:4000/acs'], slo: [] };
  const claims = (signingCertificates: string[], encryptionCertificates: string[]): string =>
    /^capabilities: (\[.*?\])/m.exec(
      draftProfile({ sp: { ...sp, signingCertificates, encryptionCertificates } }),
    )?.[1] ?? '';
  expect(claims([], ['MIIC'])).toBe('[encrypted-assertions]');
  expect(claims(['MIIC'], ['MIIC'])).toBe('[]');
});

test('an SP with single logout is asked for its sign-out address, and told what else it may claim', async () => {
  const file = path.join(await folder(), 'target.yaml');
  const sp = {
    entityId: 'http://localhost:4000/saml',
    acsUrls: ['http://localhost:4000/acs'],
    slo: [{ url: 'http://localhost:4000/slo', binding: 'redirect' as const }],
  };
  const text = draftProfile({ sp });
  expect(text).toContain('# signOut: { url: "http://localhost:4000/logout" }   # check');
  expect(text).toContain('capabilities: [single-logout]   # also, where it is so: idp-initiated, encrypted-assertions');
  await writeFile(file, text.replace('# signOut', 'signOut'));
  expect((await loadTarget(file)).signOut).toEqual({ url: 'http://localhost:4000/logout' });
  expect(draftProfile({})).not.toContain('signOut');
});
