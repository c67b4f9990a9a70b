/** The admin centre as an Express router: who may see it, and which page answers which address. */

import { createHmac, randomBytes } from 'node:crypto';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { cookieIn, isLoopbackHost } from '../cookies.ts';
import { isLoopbackAddress } from '../control.ts';
import type { Idp } from '../idp.ts';
import { tenantById } from '../tenants.ts';
import { TenantError } from '../../tenant/errors.ts';
import { DIRECTORY_COOKIE } from './directories.ts';
import { emptyForm, FORM_LIMIT, readForm } from './form.ts';
import { pages } from './pages.ts';
import { adminPage } from './render.ts';
import { NotThere, type AdminReply, type Page } from './reply.ts';

/** Asks for the admin centre on other addresses than this machine's. */
const openTo = (): string => process.env['SAMLPROOF_ADMIN'] ?? 'loopback';

/**
 * A page of another origin may not post here: it does not know the token, and a browser says where a post comes from.
 * The Host header is looked at because a foreign name that resolves to this machine would share our origin (DNS rebinding).
 */
function whyRefused(idp: Idp, request: Request): string | undefined {
  if (openTo() !== 'anywhere' && !isLoopbackAddress(request.socket.remoteAddress)) {
    return 'The admin center answers this machine only. To open it to others, start samlproof with SAMLPROOF_ADMIN=anywhere.';
  }
  const host = request.headers.host ?? '';
  if (!URL.canParse(`http://${host}`)) return `The Host header «${host}» is no host.`;
  const { hostname } = new URL(`http://${host}`);
  if (!isLoopbackHost(hostname) && hostname !== new URL(idp.baseUrl).hostname) {
    return `This identity provider is not called «${hostname}»; it is ${idp.baseUrl}.`;
  }
  const site = request.headers['sec-fetch-site'];
  if (request.method === 'POST' && site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'This form was sent by another site.';
  }
  return undefined;
}

function send(idp: Idp, csrf: string, response: Response, reply: AdminReply): void {
  if ('cookies' in reply && reply.cookies !== undefined) response.setHeader('set-cookie', reply.cookies);
  if (reply.kind === 'redirect') {
    response.writeHead(303, { location: reply.location, 'cache-control': 'no-store' }).end();
  } else if (reply.kind === 'file') {
    response.writeHead(200, {
      'content-type': reply.contentType,
      'content-disposition': `attachment; filename="${reply.name}"; filename*=UTF-8''${encodeURIComponent(reply.name)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    response.end(reply.body);
  } else {
    const { status, headers, body } = adminPage(idp, csrf, reply);
    response.writeHead(status, headers).end(body);
  }
}

const problem = (status: number, title: string, message: string): AdminReply => ({
  kind: 'page',
  status,
  view: 'not-there',
  title,
  data: { message },
});

async function answered(idp: Idp, csrf: string, request: Request, page: Page): Promise<AdminReply> {
  try {
    const contentType = request.headers['content-type'] ?? '';
    const posted = request.method === 'POST';
    const form = posted ? await readForm(request.body as Buffer, contentType) : emptyForm;
    if (posted && form.text('csrf') !== csrf) {
      return problem(
        403,
        'Form refused',
        'This form is from another run of samlproof, or of another directory than the one that you administer now. Open the page again and repeat.',
      );
    }
    return await page({
      idp,
      params: request.params as Record<string, string>,
      query: new URL(request.originalUrl, 'http://localhost').searchParams,
      form,
      cookies: request.headers.cookie,
    });
  } catch (error) {
    if (error instanceof NotThere) return problem(404, 'Not found', error.message);
    if (error instanceof TypeError && request.method === 'POST') {
      return problem(400, 'Form refused', `The form cannot be read: ${error.message}`);
    }
    if (error instanceof TenantError) return problem(500, 'Not saved', `${error.message} Nothing was changed.`);
    throw error;
  }
}

/** The directory that this browser has chosen; the first one when it has chosen none that is there. */
function chosenBy(idp: Idp, request: Request): Idp {
  const wanted = cookieIn(request.headers.cookie, DIRECTORY_COOKIE);
  return (wanted === undefined ? undefined : tenantById(idp, wanted)) ?? idp;
}

/** @param idp whose directories are administered */
export function adminRouter(idp: Idp): Router {
  const router = Router();
  const secret = randomBytes(24);
  // Of one directory: a form that was opened before another was chosen must not change that one.
  const csrfOf = ({ tenant }: Idp): string => createHmac('sha256', secret).update(tenant.id).digest('base64url');
  router.use((request, response, next) => {
    const reason = whyRefused(idp, request);
    if (reason === undefined) next();
    else response.status(403).type('text/plain').set('cache-control', 'no-store').send(`${reason}\n`);
  });
  const body = express.raw({ type: () => true, limit: FORM_LIMIT });
  const serve =
    (page: Page): RequestHandler =>
    async (request, response) => {
      const here = chosenBy(idp, request);
      const csrf = csrfOf(here);
      send(here, csrf, response, await answered(here, csrf, request, page));
    };
  for (const [method, path, page] of pages) {
    if (method === 'get') router.get(path, serve(page));
    else router.post(path, body, serve(page));
  }
  router.use(serve(() => Promise.reject(new NotThere('The admin center has no such page.'))));
  return router;
}
