/** Starting and stopping: ports, https, the state folder, the two forms of metadata. */

import { X509Certificate } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { expect, test } from '@playwright/test';
import { load } from 'cheerio';
import { SignedXml } from 'xml-crypto';
import { startIdp } from '../../../idp/index.ts';
import { validateMetadata } from '../../../idp/protocol/schema.ts';
import { freePort } from '../../free-port.ts';
import { entityId, notes, open, withIdp } from './sp-side.ts';

test('the base URL follows the port, and everything advertised with it', async () => {
  await withIdp(async (idp) => {
    const port = Number(new URL(idp.baseUrl).port);
    expect(port).toBeGreaterThan(0);
    expect(idp).toMatchObject({
      entityId: `https://sts.windows.net/${idp.tenant.id}/`,
      ssoUrl: `http://127.0.0.1:${port}/${idp.tenant.id}/saml2`,
      controlUrl: `http://127.0.0.1:${port}/control`,
    });
    expect(idp.metadata('saml')).toContain(`Location="${idp.ssoUrl}"`);
  });
});

test('connections may idle longer than any client of ours keeps them', async () => {
  await withIdp(async (idp) => {
    const { headers } = await fetch(`${idp.baseUrl}/`);
    expect(headers.get('keep-alive')).toBe('timeout=65');
  });
});

test('a busy port is named, and the state folder is given back', async () => {
  const info = test.info();
  const state = info.outputPath('state');
  const blocker = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port));
  });
  await expect(startIdp({ state, baseUrl: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
    code: 'port-busy',
    message: expect.stringContaining(`Port ${port} on 127.0.0.1`),
  });
  await new Promise((resolve) => blocker.close(resolve));
  const idp = await startIdp({ state, baseUrl: 'http://127.0.0.1:0' });
  await expect(startIdp({ state, baseUrl: 'http://127.0.0.1:0' })).rejects.toMatchObject({ code: 'state-locked' });
  await idp.close();
});

test('an address that is not ours is named', async () => {
  const start = startIdp({ baseUrl: 'http://127.0.0.1:0', listen: [{ host: '192.0.2.1', port: 0 }] });
  await expect(start).rejects.toMatchObject({
    code: 'address-unavailable',
    message: expect.stringContaining('192.0.2.1'),
  });
});

test('closing ends open connections and frees the port', async () => {
  const idp = await startIdp({ baseUrl: `http://127.0.0.1:${await freePort()}` });
  const { baseUrl } = idp;
  await open(baseUrl);
  await idp.close();
  await expect(fetch(baseUrl)).rejects.toThrow();
  const again = await startIdp({ baseUrl });
  expect(again.baseUrl).toBe(baseUrl);
  await again.close();
});

test('after a restart the SP still trusts the IdP', async () => {
  const info = test.info();
  const options = { state: info.outputPath('state'), baseUrl: 'http://127.0.0.1:0', targets: [notes] };
  const seen: unknown[] = [];
  for (let start = 0; start < 2; start += 1) {
    const idp = await startIdp(options);
    seen.push([idp.certificate(), idp.secret, idp.application(entityId)]);
    await idp.close();
  }
  expect(seen[1]).toEqual(seen[0]);
});

test('https with a certificate made on first use', async () => {
  const info = test.info();
  const options = { state: info.outputPath('state'), baseUrl: 'https://localhost:0', https: true };
  const fingerprints: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const idp = await startIdp(options);
    const { status, certificate } = await new Promise<{ status: number; certificate: X509Certificate }>(
      (resolve, reject) => {
        httpsRequest(idp.baseUrl, { rejectUnauthorized: false, agent: false }, (response) => {
          const { raw } = (response.socket as TLSSocket).getPeerCertificate();
          response
            .resume()
            .on('end', () => resolve({ status: response.statusCode ?? 0, certificate: new X509Certificate(raw) }));
        })
          .on('error', reject)
          .end();
      },
    );
    expect([status, certificate.checkHost('localhost')]).toEqual([200, 'localhost']);
    expect(idp.ssoUrl).toMatch(/^https:\/\/localhost:\d+\//);
    fingerprints.push(certificate.fingerprint256);
    await idp.close();
  }
  expect(fingerprints[1]).toBe(fingerprints[0]);
});

test('the plain form of the metadata is valid and lists the endpoints', async () => {
  await withIdp(async (idp) => {
    const xml = idp.metadata('saml', entityId);
    expect(validateMetadata(xml)).toEqual([]);
    expect(xml).not.toContain('RoleDescriptor');
    const { body, headers } = await open(idp.metadataUrl('saml', entityId));
    expect(body).toBe(xml);
    expect(headers.get('content-type')).toContain('application/samlmetadata+xml');
  });
});

test('Entra’s form has Entra’s order, its absences, and a good signature', async () => {
  await withIdp(async (idp) => {
    const xml = idp.metadata('entra', entityId);
    expect((await open(idp.metadataUrl('entra', entityId))).body).toBe(xml);
    const $ = load(xml, { xml: true });
    const root = $(':root');
    const names = (path: string): string[] =>
      $(path)
        .children()
        .toArray()
        .map(({ tagName }) => tagName);
    expect(root.attr('entityID')).toBe(idp.entityId);
    expect(names(':root')).toEqual(['Signature', 'RoleDescriptor', 'RoleDescriptor', 'IDPSSODescriptor']);
    expect(names('RoleDescriptor:nth-of-type(1)')).toEqual([
      'KeyDescriptor',
      'fed:ClaimTypesOffered',
      'fed:SecurityTokenServiceEndpoint',
      'fed:PassiveRequestorEndpoint',
    ]);
    expect(names('RoleDescriptor:nth-of-type(2)')).toEqual([
      'KeyDescriptor',
      'fed:TargetScopes',
      'fed:ApplicationServiceEndpoint',
      'fed:PassiveRequestorEndpoint',
    ]);
    expect(names('IDPSSODescriptor')).toEqual([
      'KeyDescriptor',
      'SingleLogoutService',
      'SingleSignOnService',
      'SingleSignOnService',
    ]);
    expect($('auth\\:ClaimType')).toHaveLength(19);
    expect(xml).not.toMatch(/NameIDFormat|WantAuthnRequestsSigned|validUntil|ContactPerson|Organization/);
    const certificates = new Set(
      $('X509Certificate')
        .toArray()
        .map((one) => $(one).text()),
    );
    expect([...certificates]).toEqual([idp.certificate().replace(/-----[^-]+-----|\s/g, '')]);
    const verifier = new SignedXml({ publicCert: idp.certificate() });
    verifier.loadSignature($.xml('EntityDescriptor > Signature'));
    expect(verifier.checkSignature(xml)).toBe(true);
  });
});

test('metadata by domain, by common, in any case; unknown applications are refused', async () => {
  await withIdp(async (idp) => {
    const path = 'federationmetadata/2007-06/federationmetadata.xml';
    const { appId } = idp.application(entityId);
    for (const named of [
      'contoso.com/FederationMetadata/2007-06/FederationMetadata.xml',
      `common/${path}?appid=${appId.toUpperCase()}`,
    ]) {
      const seen = await open(`${idp.baseUrl}/${named}`);
      expect(seen.body).toContain(`entityID="${idp.entityId}"`);
    }
    const independent = await open(`${idp.baseUrl}/common/${path}`);
    expect(independent.body).toContain('entityID="https://sts.windows.net/{tenantid}/"');
    expect(independent.body).toContain(`Location="${idp.baseUrl}/common/saml2"`);
    const unknown = await open(`${idp.baseUrl}/common/federationmetadata/2007-06/federationmetadata.xml?appid=x`);
    expect([unknown.status, unknown.page]).toEqual([400, 'error']);
  });
});
