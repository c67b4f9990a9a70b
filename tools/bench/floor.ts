/** The floor of a browser run: bare three-hop flows (start page, identity provider, form post, page) without any harness. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';

async function listen(handler: Parameters<typeof createServer>[1] & {}): Promise<{ server: Server; port: number }> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

/**
 * Runs `count` flows, each in a fresh browser context, `workers` at a time.
 * @returns milliseconds for all of them
 */
export async function browserFloor(browser: Browser, count: number, workers: number): Promise<number> {
  const message = Buffer.alloc(5_000, 'a').toString('base64');
  let spPort = 0;
  const idp = await listen((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(
      `<body onload="document.forms[0].submit()"><form method="post" action="http://localhost:${spPort}/acs"><input type="hidden" name="SAMLResponse" value="${message}"></form>`,
    );
  });
  const sp = await listen((request, response) => {
    if (request.url === '/login') response.writeHead(302, { location: `http://127.0.0.1:${idp.port}/sso` }).end();
    else if (request.method === 'POST') {
      request.resume().on('end', () => response.writeHead(302, { location: '/me', 'set-cookie': 'sid=1' }).end());
    } else response.end('signed in');
  });
  spPort = sp.port;
  const flow = async (): Promise<void> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://localhost:${sp.port}/login`);
    await page.waitForURL('**/me');
    await context.close();
  };
  await flow();
  const started = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await flow();
  };
  await Promise.all(Array.from({ length: workers }, worker));
  const elapsed = performance.now() - started;
  for (const { server } of [idp, sp]) {
    server.closeAllConnections();
    server.close();
  }
  return elapsed;
}
