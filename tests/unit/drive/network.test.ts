/** Behind a proxy, and with a certificate authority that only the company knows: both drivers, metadata, and what is said when it fails. */

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { networkLaunch } from '../../../scenarios/browser-network.ts';
import { findBrowser, launchArguments } from '../../../scenarios/browser-path.ts';
import { browserDriver } from '../../../scenarios/drive/browser.ts';
import { patientSettling, type Driver, type SignInProfile } from '../../../scenarios/drive/driver.ts';
import { withNetworkExplained } from '../../../scenarios/drive/explained.ts';
import { httpDriver } from '../../../scenarios/drive/http.ts';
import { networkOf, proxyFor, type Network } from '../../../scenarios/drive/http-network.ts';
import { runHook } from '../../../scenarios/drive/roll-over-hook.ts';
import { perform } from '../../../scenarios/drive/procedures.ts';
import { loadTarget } from '../../../scenarios/target.ts';
import type { ExchangeFacts } from '../../../scenarios/observation.ts';
import { openMetadata } from '../../../cli/wizard-metadata.ts';
import { privateAuthority, serveTls, startProxy, type Authority } from './private-network.ts';
import { standInIdp, standInSp, type StandInIdp } from './stand-ins.ts';

let authority: Authority;
let ca: string;

test.beforeAll(async () => {
  authority = privateAuthority();
  ca = join(await mkdtemp(join(tmpdir(), 'samlproof-ca-')), 'ca.pem');
  await writeFile(ca, authority.pem);
});

async function driverFor(name: 'browser' | 'http', network: Network, profile: SignInProfile, idp: StandInIdp) {
  const common = { idp, userAgent: 'samlproof/0 run/test' };
  if (name === 'http') {
    return { driver: withNetworkExplained(httpDriver({ ...common, network }), network), close: async () => {} };
  }
  const pages = [profile.signIn.startUrl, profile.protectedPage.url];
  const { args, ...launch } = await networkLaunch(network, pages, idp.baseUrl);
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [...launchArguments(), ...args],
    ...launch,
  });
  const driver = withNetworkExplained(
    await browserDriver({ ...common, browser: () => Promise.resolve(browser) }),
    network,
  );
  return { driver, close: () => browser.close() };
}

/** An honest sign-in at https://notes.example.test, a name that only the proxy knows; null stands for a proxy that is not there. */
async function signIn(
  name: 'browser' | 'http',
  given: { ca?: string[]; credentials?: string; proxy?: 'missing'; noProxy?: string } = {},
): Promise<{ facts: ExchangeFacts; asked: string[] }> {
  const idp = await standInIdp();
  let port = 0;
  const sp = await standInSp(idp, { identity: 'html' }, async (app) => {
    const served = await serveTls(authority.leaf('notes.example.test'), app);
    port = served.port;
    return { baseUrl: 'https://notes.example.test', close: served.close };
  });
  const proxy = await startProxy({ 'notes.example.test:443': port }, given.credentials);
  const url = given.proxy === 'missing' ? 'http://127.0.0.1:9' : proxy.url;
  const env = { HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: given.noProxy ?? 'intranet.example' };
  const network = await networkOf(env, given.ca ?? [ca]);
  const { driver, close } = await driverFor(name, network, sp.profile, idp);
  try {
    const [facts] = await perform({ kind: 'signIn' }, contextOf(driver, idp, sp.profile));
    if (facts === undefined) throw new Error('no exchange');
    return { facts, asked: proxy.asked };
  } finally {
    await driver.close();
    await close();
    await Promise.all([proxy.close(), sp.close(), idp.close()]);
  }
}

function contextOf(driver: Driver, idp: StandInIdp, profile: SignInProfile): Parameters<typeof perform>[1] {
  const settling = { ...patientSettling, protectedPageMs: 1_500, landingMs: 200, identityMs: 200 };
  const order = { user: 'simon' };
  return { driver, idp, profile, settling, order, initiated: 'sp', screenshot: () => null, hook: async () => null };
}

for (const name of ['browser', 'http'] as const) {
  test.describe(name, () => {
    test('signs in through the proxy, trusts the company’s authority, and reaches loopback directly', async () => {
      const { facts, asked } = await signIn(name);
      expect(facts.failure).toBeNull();
      expect(facts.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
      expect(new Set(asked)).toEqual(new Set(['CONNECT notes.example.test:443']));
    });

    test('gives the proxy its credentials and never names them', async () => {
      const { facts } = await signIn(name, { credentials: 'b.simon:s3cret pass' });
      expect(facts.failure).toBeNull();
      expect(facts.protectedPage).toMatchObject({ signedIn: true, identity: 'simon' });
      expect(JSON.stringify(facts)).not.toContain('s3cret');
    });

    test('refuses a certificate of an authority that it does not know, and says what to do', async () => {
      const { facts } = await signIn(name, { ca: [] });
      expect(facts.failure).toMatchObject({ step: 'start' });
      expect(facts.failure?.message).toMatch(/--ca FILE or NODE_EXTRA_CA_CERTS/);
      expect(facts.failure?.message).toMatch(/through the proxy http:\/\/127\.0\.0\.1:\d+ \(HTTPS_PROXY\)/);
    });

    test('names the proxy that is not there', async () => {
      const { facts } = await signIn(name, { proxy: 'missing' });
      expect(facts.failure?.message).toContain('through the proxy http://127.0.0.1:9 (HTTPS_PROXY)');
    });

    test('leaves the proxy out for what NO_PROXY names', async () => {
      const { facts, asked } = await signIn(name, { noProxy: '.example.test' });
      expect(facts.failure).toMatchObject({ step: 'start' });
      expect(facts.failure?.message).not.toContain('proxy');
      expect(asked).toEqual([]);
    });
  });
}

test('metadata comes through the proxy, for the profile and for init', async () => {
  const xml =
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="urn:notes"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://notes.example.test/acs" index="0"/></SPSSODescriptor></EntityDescriptor>';
  const tls = await serveTls(authority.leaf('notes.example.test'), (_, response) => response.end(xml));
  const proxy = await startProxy({ 'notes.example.test:443': tls.port });
  const file = join(await mkdtemp(join(tmpdir(), 'samlproof-proxy-')), 'target.yaml');
  const metadata = 'https://notes.example.test/metadata';
  await writeFile(
    file,
    `{schemaVersion: 1, name: Notes, authorization: ours, sp: {metadata: '${metadata}'}, signIn: {startUrl: 'https://notes.example.test/login'}, protectedPage: {url: 'https://notes.example.test/me', signedIn: {status: 200}}}`,
  );
  const before = process.env['https_proxy'];
  process.env['https_proxy'] = proxy.url;
  try {
    const network = await networkOf({ https_proxy: proxy.url }, [ca]);
    expect((await loadTarget(file, { network })).sp.entityId).toBe('urn:notes');
    expect((await openMetadata(metadata, file, [ca])).xml).toBe(xml);
    const strict = await networkOf({ https_proxy: proxy.url });
    await expect(loadTarget(file, { network: strict })).rejects.toThrow(/--ca FILE or NODE_EXTRA_CA_CERTS/);
    await expect(openMetadata('https://elsewhere.example.test/', file, [ca])).rejects.toThrow(/\(https_proxy\)/);
    expect(proxy.asked).toHaveLength(4);
  } finally {
    if (before === undefined) delete process.env['https_proxy'];
    else process.env['https_proxy'] = before;
    await Promise.all([proxy.close(), tls.close()]);
  }
});

test('which proxy leads where', async () => {
  const network = await networkOf({
    http_proxy: 'lower.example:3128',
    HTTP_PROXY: 'http://upper.example:3128',
    HTTPS_PROXY: 'http://secure.example:3128',
    NO_PROXY: 'intranet.example, .dotted.example,*.star.example 10.0.0.0/8,[2001:db8::1],only.example:8443,fd00::/8',
  });
  const asked = (url: string): string | undefined => proxyFor(network, url)?.variable;
  expect(asked('http://sp.example/')).toBe('http_proxy');
  expect(proxyFor(network, 'http://sp.example/')?.url).toBe('http://lower.example:3128');
  expect(asked('https://sp.example/')).toBe('HTTPS_PROXY');
  for (const url of [
    'http://localhost:3000/',
    'https://127.1.2.3/',
    'https://[::1]/',
    'https://notes.localhost/',
    'https://intranet.example/',
    'https://a.b.intranet.example/',
    'https://dotted.example/',
    'https://x.star.example/',
    'https://10.200.3.4/',
    'https://[2001:db8::1]/',
    'https://[fd12::1]/',
    'https://only.example:8443/',
  ]) {
    expect(asked(url), url).toBeUndefined();
  }
  for (const url of ['https://only.example/', 'https://myintranet.example/', 'https://11.0.0.1/']) {
    expect(asked(url), url).toBe('HTTPS_PROXY');
  }
  const none = await networkOf({ HTTPS_PROXY: 'http://proxy.example:1', https_proxy: '' });
  expect(proxyFor(none, 'https://sp.example/')).toBeNull();
  const starred = await networkOf({ HTTPS_PROXY: 'http://proxy.example:1', no_proxy: '*' });
  expect(proxyFor(starred, 'https://sp.example/')).toBeNull();
  expect(await networkLaunch(starred, [], 'http://127.0.0.1:1')).toEqual({ args: [] });
});

test('settings that cannot be used are refused with the name of what holds them', async () => {
  await expect(networkOf({ HTTPS_PROXY: 'ftp://proxy.example' })).rejects.toThrow(/HTTPS_PROXY is no address/);
  await expect(networkOf({}, ['/nowhere/ca.pem'])).rejects.toThrow(/--ca \/nowhere\/ca\.pem cannot be read/);
  const empty = join(await mkdtemp(join(tmpdir(), 'samlproof-ca-')), 'empty.pem');
  await writeFile(empty, 'nothing');
  await expect(networkOf({}, [empty])).rejects.toMatchObject({ exitCode: 3 });
  expect((await networkOf({ NODE_EXTRA_CA_CERTS: ca })).authorities).toHaveLength(1);
  expect((await networkOf({ NODE_EXTRA_CA_CERTS: '/nowhere' })).authorities).toEqual([]);
});

test('a hook that is a URL goes through the proxy too, and the proxy is named when it is not there', async () => {
  const service = await serveTls(authority.leaf('ops.example.test'), (_request, response) =>
    response.writeHead(204).end(),
  );
  const proxy = await startProxy({ 'ops.example.test:443': service.port });
  const hook = 'https://ops.example.test/restart';
  const toldBy = async (uri: string): Promise<string | null> =>
    await runHook(hook, { folder: '.', network: await networkOf({ HTTPS_PROXY: uri }, []) });
  try {
    expect(await toldBy(proxy.url)).toBeNull();
    expect(proxy.asked).toEqual(['CONNECT ops.example.test:443']);
    expect(await toldBy('http://127.0.0.1:9')).toContain('through the proxy http://127.0.0.1:9 (HTTPS_PROXY)');
  } finally {
    await Promise.all([proxy.close(), service.close()]);
  }
});
