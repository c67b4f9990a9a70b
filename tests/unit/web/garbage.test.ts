/** Garbage to every endpoint: a page that says what is wrong, and an IdP that goes on. */

import { connect } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { RunningIdp } from '../../../idp/index.ts';
import { control, deflated, open, plain, redirectUrl, requestXml, withIdp } from './sp-side.ts';

const deep = `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`;
const messages: [name: string, value: string][] = [
  ['no base64', '%%%<>'],
  ['base64 of nothing sensible', plain('\u0000\u0001')],
  ['a deflate bomb', deflateRawSync(Buffer.alloc(90_000_000)).toString('base64')],
  ['oversized', 'A'.repeat(150_000)],
  [
    'a DTD with an entity bomb',
    plain(`<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><a>&c;</a>`),
  ],
  ['an external entity', plain('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x"><a/>')],
  ['10,000 levels', plain(deep)],
  ['10,000 levels, deflated', deflated(deep)],
  ['a million attributes', deflated(`<a ${Array.from({ length: 20_000 }, (_, n) => `b${n}=""`).join(' ')}/>`)],
];

async function stillAlive(idp: RunningIdp): Promise<void> {
  expect((await open(redirectUrl(idp, requestXml()))).page).toBe('sign-in');
}

test('messages that cannot be read get a 4xx page by either binding', async () => {
  await withIdp(async (idp) => {
    for (const [name, SAMLRequest] of messages) {
      const body = new URLSearchParams({ SAMLRequest });
      const posted = await open(idp.ssoUrl, { method: 'POST', body });
      const got = await open(`${idp.ssoUrl}?${body.toString()}`);
      for (const seen of [posted, got]) {
        expect.soft([name, seen.page, Math.floor(seen.status / 100)]).toEqual([name, 'error', 4]);
        expect.soft(seen.body, name).toMatch(/AADSTS\d+: /);
      }
    }
    await stillAlive(idp);
  });
});

test('bodies, paths and methods that nobody expects get 4xx', async () => {
  await withIdp(async (idp) => {
    const { baseUrl, ssoUrl, tenant } = idp;
    const huge = 'SAMLRequest='.padEnd(1_000_000, 'A');
    const formType = { 'content-type': 'application/x-www-form-urlencoded' };
    const attempts: [string, RequestInit?][] = [
      [ssoUrl],
      [ssoUrl, { method: 'POST' }],
      [ssoUrl, { method: 'POST', body: huge, headers: formType }],
      [ssoUrl, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
      [ssoUrl, { method: 'POST', body: 'x', headers: { ...formType, 'content-encoding': 'gzip' } }],
      [
        ssoUrl,
        {
          method: 'POST',
          body: 'x',
          headers: { 'content-type': 'application/x-www-form-urlencoded; charset=nonsense' },
        },
      ],
      [ssoUrl, { method: 'DELETE' }],
      [
        `${baseUrl}/${tenant.id}/login`,
        { method: 'POST', body: new URLSearchParams({ flow: 'SAMLRequest=%', user: 'x' }) },
      ],
      [`${baseUrl}/%E0%A4%A/saml2`],
      [`${baseUrl}/${'a'.repeat(5000)}/saml2`],
      [`${baseUrl}/unknown/federationmetadata/2007-06/federationmetadata.xml`],
      [`${baseUrl}/common/federationmetadata/2007-06/federationmetadata.xml?appid=<x>`],
      [`${baseUrl}/exchanges/%00/post`],
      [`${baseUrl}/__proto__/saml2`],
    ];
    for (const [url, init] of attempts) {
      const seen = await open(url, init);
      expect.soft([url.slice(0, 90), Math.floor(seen.status / 100)]).toEqual([url.slice(0, 90), 4]);
      expect.soft(seen.body).toMatch(/<!doctype html>/i);
    }
    await stillAlive(idp);
  });
});

test('garbage to the control endpoints is answered in JSON', async () => {
  await withIdp(async (idp) => {
    for (const body of ['{', '[1]', '"x"', '5', 'x'.repeat(400_000), '[[[['.repeat(5000)]) {
      const { status, json } = await control(idp, 'POST', '/exchanges', body);
      expect.soft([body.slice(0, 9), Math.floor(status / 100)]).toEqual([body.slice(0, 9), 4]);
      expect.soft(Array.isArray(json['errors'])).toBe(true);
    }
    await stillAlive(idp);
  });
});

test('a request line beyond every limit, and bytes that are no HTTP, do not end the IdP', async () => {
  await withIdp(async (idp) => {
    const tooLong = await open(`${idp.ssoUrl}?SAMLRequest=${'A'.repeat(400_000)}`).catch(() => null);
    expect(tooLong === null || tooLong.status === 431).toBe(true);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(idp.baseUrl).port), '127.0.0.1', () =>
        socket.end('\u0000\u0001 garbage\r\n\r\n'),
      );
      socket
        .on('error', () => resolve())
        .on('close', () => resolve())
        .resume();
    });
    await stillAlive(idp);
  });
});

test('memory stays bounded under garbage', async () => {
  await withIdp(async (idp) => {
    const round = async (): Promise<void> => {
      for (const [, SAMLRequest] of messages) {
        await open(idp.ssoUrl, { method: 'POST', body: new URLSearchParams({ SAMLRequest }) });
      }
    };
    for (let warm = 0; warm < 3; warm += 1) await round();
    const before = process.memoryUsage.rss();
    for (let index = 0; index < 10; index += 1) await round();
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });
});
