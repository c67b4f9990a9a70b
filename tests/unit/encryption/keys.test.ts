/** What the IdP publishes beside its active key, and who can say that a service provider knows of it. */

import { X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { startIdp, type RunningIdp } from '../../../idp/index.ts';
import { secondEntityId } from '../../../idp/protocol/second-idp.ts';
import { missingFor, rollOverStep, statedKey } from '../../../scenarios/drive/roll-over-steps.ts';
import { controlClient } from '../../../scenarios/drive/control-client.ts';

const entityId = 'https://sp.example/saml';
let idp: RunningIdp;

test.beforeAll(async () => {
  const acsUrls = ['https://sp.example/acs'];
  const users = ['b.simon@contoso.com', 'v.ictim@contoso.com'];
  const targets = [{ name: 'Notes', entityId, acsUrls, users, publishedKeys: ['expired'] }];
  idp = await startIdp({ state: 'memory', baseUrl: 'http://127.0.0.1:0', targets });
});
test.afterAll(() => idp.close());

/** Each certificate once, in the order of the document. */
function published(xml: string): string[] {
  const found = [...xml.matchAll(/<X509Certificate>([^<]+)</g)].map((match) => match[1] ?? '');
  return [...new Set(found)];
}

const base64 = (pem: string): string => pem.replace(/-----[^-]+-----|\s/g, '');

async function order(json: unknown, secret = idp.secret): Promise<Response> {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', connection: 'close' };
  return fetch(`${idp.controlUrl}/keys`, { method: 'POST', headers, body: JSON.stringify(json) });
}

test('metadata holds the active certificate first, then those that the profile states', () => {
  const expected = [idp.certificate(), idp.certificate('expired')].map(base64);
  for (const form of ['entra', 'saml'] as const) {
    expect(published(idp.metadata(form, entityId)).slice(-2)).toEqual(expected);
    expect(published(idp.metadata(form)).slice(-2)).toEqual(expected);
  }
  expect(new Date(new X509Certificate(idp.certificate('expired')).validTo) < new Date()).toBe(true);
});

test('a key for encryption is published as such, and for nothing else', async () => {
  expect((await order({ application: entityId, publish: ['encryptionUse'] })).status).toBe(200);
  const own = base64(idp.certificate('encryptionUse'));
  for (const form of ['saml', 'entra'] as const) {
    const uses = [...idp.metadata(form, entityId).matchAll(/<KeyDescriptor use="(\w+)">.*?<X509Certificate>([^<]*)</g)];
    expect(uses.filter(([, , certificate]) => certificate === own).map(([, use]) => use)).toEqual(['encryption']);
  }
  expect((await order({ application: entityId, withdraw: ['encryptionUse'] })).status).toBe(200);
});

test('keys are published and withdrawn while the IdP runs; the active one stays', async () => {
  const client = controlClient(idp.controlUrl, idp.secret);
  const before = published(idp.metadata('saml', entityId));
  await client.keys?.({ application: entityId, publish: ['idpFresh', 'removed'] });
  await client.keys?.({ application: entityId, withdraw: ['removed'] });
  const after = published(idp.metadata('saml', entityId));
  expect(after).toEqual([...before, base64(idp.certificate('idpFresh'))]);
  await client.keys?.({ application: entityId, withdraw: ['idpFresh'] });
  expect(published(idp.metadata('saml', entityId))).toEqual(before);
  await client.close();
});

test('nobody publishes the key of a stranger, or anything without the secret', async () => {
  for (const name of ['stranger', 'idp', 'second', 'sp', '']) {
    const refused = await order({ application: entityId, publish: [name] });
    expect(refused.status, name).toBe(400);
    expect(await refused.text(), name).toContain('/publish');
  }
  expect((await order({ application: 'https://other.example', publish: ['idpNext'] })).status).toBe(400);
  expect((await order({ application: entityId, publish: 'idpNext' })).status).toBe(400);
  expect((await order({ application: entityId, publish: ['idpNext'] }, 'wrong')).status).toBe(401);
  expect(published(idp.metadata('saml', entityId))).not.toContain(base64(idp.certificate('stranger')));
});

test('the second identity provider has metadata of its own, with its own key only', async () => {
  const tenant = secondEntityId.split('/').at(-2) ?? '';
  const url = `${idp.baseUrl}/${tenant}/federationmetadata/2007-06/federationmetadata.xml?form=saml`;
  const xml = await (await fetch(url, { headers: { connection: 'close' } })).text();
  expect(xml).toContain(`entityID="${secondEntityId}"`);
  expect(published(xml)).toEqual([base64(idp.certificate('second'))]);
});

test('a step means nothing where the SP was never told of the key', () => {
  const hooks = { afterRollOver: './reload.sh', afterKeyRemoval: './reload.sh' };
  for (const [step, stated] of [
    ['second-certificate', 'next'],
    ['rsa-4096', 'rsa4096'],
    ['expired-certificate', 'expired'],
  ] as const) {
    expect(missingFor(step, { certificates: [], hooks }), step).toContain(`idp.certificates: ${stated}`);
    expect(missingFor(step, { certificates: [stated], hooks: {} }), step).toBeNull();
    expect(statedKey(stated)).toBe(rollOverStep(step).key);
  }
  expect(missingFor('new-key', { certificates: ['next'], hooks: {} })).toContain('hooks.afterRollOver');
  expect(missingFor('new-key', { certificates: [], hooks })).toBeNull();
  const half = { afterRollOver: './reload.sh' };
  expect(missingFor('removed-key', { certificates: [], hooks: half })).toContain('hooks.afterKeyRemoval');
  expect(missingFor('removed-key', { certificates: [], hooks })).toBeNull();
  expect(() => rollOverStep('toString')).toThrow(/no step/);
});
