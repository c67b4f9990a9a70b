/** For the SP's developer: the page that posts a message again, and the test vector. */

import { mkdtemp, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { caseFolder, hasFiles, writeCaseFiles } from '../../../reports/cases/files.ts';
import { renderReplay } from '../../../reports/cases/replay.ts';
import { vectorOf } from '../../../reports/cases/vector.ts';
import { renderHtml } from '../../../reports/html/render.ts';
import { redact } from '../../../reports/redact/redact.ts';
import type { CaseResult, Result } from '../../../reports/result.ts';
import { test, violations } from './pages.ts';
import { filler, responseXml } from './sample-messages.ts';
import { hostileResult, sampleResult } from './sample.ts';

function caseIn(result: Result, id: string): CaseResult {
  const found = result.cases.find((one) => one.id === id);
  if (!found) throw new Error(`the sample has no ${id}`);
  return found;
}

/** The sample with what a control records, and with a relay state for one case. */
function recorded(acsUrl = 'https://notes.example/saml/acs?connection=contoso'): Result {
  const result = sampleResult();
  result.target.acsUrl = acsUrl;
  for (const control of result.controls) control.evidence = [{ kind: 'response-xml', text: responseXml() }];
  caseIn(result, 'addressing/recipient-wrong').evidence.push({ kind: 'relay-state', text: '/me?a=1&b="2"' });
  return result;
}

async function receiver(): Promise<{ url: string; received: { method: string; body: string }[]; close: () => void }> {
  const received: { method: string; body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ method: request.method ?? '', body: Buffer.concat(parts).toString() });
      // A service provider redirects after the post; the page's policy must not stop that.
      if (request.method === 'POST') response.writeHead(303, { location: '/me' }).end();
      else response.setHeader('content-type', 'text/html').end('<h1>arrived</h1>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/acs`, received, close: () => server.close() };
}

test('the page sends nothing before the button is pressed, then exactly the recorded message', async ({ openHtml }) => {
  const sp = await receiver();
  try {
    const result = recorded(sp.url);
    const one = caseIn(result, 'addressing/recipient-wrong');
    const vector = vectorOf(one, result);
    if (!vector) throw new Error('the case has a message');
    const { page, incidents } = await openHtml(renderReplay(vector, one));
    await expect(page.getByRole('note')).toContainText('Use it only against a system that you may test');
    expect(await page.locator('script').count()).toBe(0);
    expect(incidents).toEqual([]);
    expect(sp.received).toEqual([]);
    await page.getByRole('button', { name: 'Send it to' }).click();
    await expect(page.getByRole('heading', { name: 'arrived' })).toBeVisible();
    const posts = sp.received.filter(({ method }) => method === 'POST');
    expect(posts).toHaveLength(1);
    const form = new URLSearchParams(posts[0]?.body);
    const xml = one.evidence.findLast(({ kind }) => kind === 'response-xml')?.text;
    expect(Buffer.from(form.get('SAMLResponse') ?? '', 'base64').toString()).toBe(xml);
    expect(form.get('RelayState')).toBe('/me?a=1&b="2"');
  } finally {
    sp.close();
  }
});

test('the vector holds what a test of the service provider needs', () => {
  const result = recorded();
  const vector = vectorOf(caseIn(result, 'addressing/recipient-wrong'), result);
  expect(vector).toMatchObject({
    case: 'addressing/recipient-wrong',
    now: '2026-11-22T09:14:03.482Z',
    request: { id: '_a7c3f21d90b84c6d' },
    serviceProvider: { entityId: 'https://notes.example/saml', clockSkewSeconds: 180 },
    identityProvider: { certificate: filler('the trusted certificate', 760) },
    post: { exact: true, RelayState: '/me?a=1&b="2"' },
    expected: { signedIn: false, identity: null },
    observed: { outcome: 'broken' },
  });
  const accepted = vectorOf(caseIn(result, 'accept/xml-cdata'), result);
  expect(accepted?.expected).toMatchObject({ signedIn: true, identity: 'b.simon@contoso.com' });
});

test('a form that was changed after encoding is sent as recorded, or said not to be exact', () => {
  const result = recorded();
  const one = caseIn(result, 'addressing/recipient-wrong');
  one.evidence.push({ kind: 'form', text: '[["SAMLResponse", 12]]' });
  expect(vectorOf(one, result)?.post.exact).toBe(false);
  one.evidence.push({ kind: 'form', text: '[["SAMLResponse", "not base64!"]]' });
  expect(vectorOf(one, result)?.post).toMatchObject({ exact: true, SAMLResponse: 'not base64!' });
});

test('an oddly encoded message is posted again byte for byte', async ({ openHtml }) => {
  const sp = await receiver();
  try {
    const result = recorded(sp.url);
    const one = caseIn(result, 'addressing/recipient-wrong');
    const xml = one.evidence.findLast(({ kind }) => kind === 'response-xml')?.text ?? '';
    const broken = (
      Buffer.from(xml)
        .toString('base64')
        .match(/.{1,64}/g) ?? []
    ).join('\r\n');
    one.evidence.push({ kind: 'form', text: JSON.stringify([['SAMLResponse', broken]]) });
    const vector = vectorOf(one, result);
    expect(vector?.post).toMatchObject({ exact: true, SAMLResponse: broken });
    if (!vector) throw new Error('the case has a message');
    const { page } = await openHtml(renderReplay(vector, one));
    await page.getByRole('button', { name: 'Send it to' }).click();
    await expect(page.getByRole('heading', { name: 'arrived' })).toBeVisible();
    const post = sp.received.find(({ method }) => method === 'POST');
    expect(new URLSearchParams(post?.body).get('SAMLResponse')).toBe(broken);
  } finally {
    sp.close();
  }
});

test('what was cut or redacted is not said to be exact', () => {
  const result = recorded();
  const one = caseIn(result, 'addressing/recipient-wrong');
  one.evidence.push({ kind: 'form', text: '[["SAMLResponse", "PD94b', truncated: true });
  expect(vectorOf(one, result)?.post.exact).toBe(false);
  one.evidence.push({ kind: 'form', text: JSON.stringify([['SAMLResponse', 'Yi5zaW1vbkBjb250b3NvLmNvbQ==\r\n']]) });
  const hidden = redact(result);
  expect(JSON.stringify(hidden)).not.toContain('Yi5zaW1vbkBjb250b3NvLmNvbQ');
  expect(vectorOf(caseIn(hidden, one.id), hidden)?.post.exact).toBe(false);
});

test('failed and warned cases have files, linked from the report; inspections and passed ones have none', async ({
  openHtml,
}) => {
  const dir = await mkdtemp(path.join(tmpdir(), 'samlproof-files-'));
  const result = recorded();
  const folders = (await writeCaseFiles(result, dir)).map((folder) => path.relative(dir, folder)).sort();
  const expected = result.cases.filter(({ verdict, outcome }) => /fail|warn/.test(verdict) && outcome !== null);
  expect(folders).toEqual(expected.map(({ id }) => `cases/${id}`).sort());
  const vector: unknown = JSON.parse(await readFile(path.join(dir, folders[0] ?? '', 'vector.json'), 'utf8'));
  expect(vector).toMatchObject({ schemaVersion: 1 });
  const { page } = await openHtml(renderHtml(result, { caseFiles: true }));
  const links = await page.locator('.files a').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  expect(links.filter((link) => link.endsWith('replay.html')).sort()).toEqual(
    folders.map((folder) => `${folder}/replay.html`),
  );
  expect(await (await openHtml(renderHtml(result))).page.locator('.files').count()).toBe(0);
});

test('ids that are no harmless path get no folder', () => {
  for (const id of [
    '../../etc/passwd',
    'a/../b',
    '/etc/x',
    'a//b',
    'a/b\u0000',
    'a/.',
    'a/..',
    'con',
    'a\\..\\b',
    '',
  ]) {
    expect([id, caseFolder(id)]).toEqual([id, id === 'con' ? 'cases/con' : null]);
  }
  expect(caseFolder('conditions/audience-wrong@prefix')).toBe('cases/conditions/audience-wrong@prefix');
  const hostile = hostileResult();
  expect(hostile.cases.some((one) => hasFiles(one, hostile))).toBe(false);
});

test('hostile text stays text on the page, which is accessible in dark and on a narrow screen', async ({
  openHtml,
}) => {
  const hostile = hostileResult();
  for (const one of hostile.cases.slice(0, 4)) {
    const vector = vectorOf(one, hostile);
    if (!vector) throw new Error('every one of these has a message');
    const { page, incidents, html } = await openHtml(renderReplay(vector, one));
    expect(incidents).toEqual([]);
    expect(await page.locator('script, iframe, img').count()).toBe(0);
    expect(html.replaceAll(/<textarea[\s\S]*?<\/textarea>/g, '')).not.toMatch(/(?!\s)[\p{Cc}\p{Cf}]/u);
    // The address of the hostile sample is no URL: there must be nothing that could be sent.
    expect(await page.locator('form').count()).toBe(0);
  }
  const result = recorded();
  const one = caseIn(result, 'addressing/recipient-wrong');
  const vector = vectorOf(one, result);
  if (!vector) throw new Error('the case has a message');
  const { page } = await openHtml(renderReplay(vector, one), {
    colorScheme: 'dark',
    viewport: { width: 390, height: 800 },
  });
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
