/** The control endpoints: arm an exchange, read its transcript, list the cases. Loopback and bearer secret only. */

import { createHash, timingSafeEqual } from 'node:crypto';
import express, { Router, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { TenantError } from '../tenant/errors.ts';
import { switches, switchesOf } from '../tenant/switches.ts';
import { AadstsError } from '../protocol/errors.ts';
import { OverrideInvalid } from '../protocol/override.ts';
import { arm } from './arm.ts';
import { ArmError } from './arm-spec.ts';
import { changeCertificates, changeTenantBy, tenantNow, tenantsNow } from './control-tenant.ts';
import type { Idp } from './idp.ts';
import { changeKeys } from './published-keys.ts';
import { tenantById } from './tenants.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether the connection comes from this machine. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/i, '');
  return plain === '::1' || (plain?.startsWith('127.') ?? false);
}

function problem(response: Response, status: number, error: string, errors: string[]): void {
  response.status(status).json({ error, errors });
}

function guard(idp: Idp) {
  const expected = digest(`Bearer ${idp.secret}`);
  return (request: Request, response: Response, next: NextFunction): void => {
    response.set('cache-control', 'no-store');
    if (!isLoopbackAddress(request.socket.remoteAddress)) {
      problem(response, 403, 'forbidden', ['The control endpoints answer this machine only, whatever --listen says.']);
    } else if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      response.set('www-authenticate', 'Bearer');
      problem(response, 401, 'unauthorized', [
        'Send «Authorization: Bearer <secret>»; the secret is in the file control-secret of the state folder.',
      ]);
    } else next();
  };
}

function unknownExchange(response: Response, token: string): void {
  problem(response, 404, 'unknown-exchange', [
    `There is no exchange «${token}»: never armed, or so old that it was dropped.`,
  ]);
}

/** The directory that `/control/tenants/{tenant}/` or the parameter `tenant` names by id or domain; default the first. @throws ArmError */
function tenantIn(idp: Idp, request: Request): Idp {
  const inPath = request.params['tenant'];
  const inQuery = new URL(request.originalUrl, 'http://localhost').searchParams.get('tenant');
  const name = typeof inPath === 'string' ? inPath : inQuery;
  const here = name === null ? idp : tenantById(idp, name);
  if (here !== undefined) return here;
  const known = idp.tenants.flatMap(({ id, domains }) => [id, ...domains]).join(', ');
  throw new ArmError([`tenant: no directory «${String(name)}»; there are: ${known}`]);
}

/** An endpoint about one directory. */
const inDirectory =
  (idp: Idp, made: (here: Idp, body: unknown) => object): RequestHandler =>
  (request, response) => {
    response.json(made(tenantIn(idp, request), request.body));
  };

function arming(idp: Idp): RequestHandler {
  return async (request, response) => {
    response.status(201).json(await arm(tenantIn(idp, request), request.body));
  };
}

function endpointsOf(idp: Idp): Router {
  const router = Router({ mergeParams: true });
  router.post('/exchanges', arming(idp));
  router.get('/exchanges/:token', (request, response) => {
    const transcript = idp.exchanges.read(request.params.token);
    if (transcript === undefined) unknownExchange(response, request.params.token);
    else response.json(transcript);
  });
  router.delete('/exchanges/:token', (request, response) => {
    if (idp.exchanges.forget(request.params.token)) response.status(204).end();
    else unknownExchange(response, request.params.token);
  });
  router.post('/keys', inDirectory(idp, changeKeys));
  router.get('/tenant', inDirectory(idp, tenantNow));
  router.post('/tenant', inDirectory(idp, changeTenantBy));
  router.get('/tenants', inDirectory(idp, tenantsNow));
  router.post('/certificates', inDirectory(idp, changeCertificates));
  router.get(
    '/switches',
    inDirectory(idp, ({ tenant }) => ({ switches, values: switchesOf(tenant) })),
  );
  router.get('/cases', async (_request, response) => {
    await idp.prepared();
    response.json({ cases: idp.catalogue.list() });
  });
  return router;
}

/** @param idp the IdP that is steered */
export function controlRouter(idp: Idp): Router {
  const router = Router();
  router.use(guard(idp));
  router.use(express.json({ limit: '256kb', strict: false, type: () => true }));
  const endpoints = endpointsOf(idp);
  router.use('/tenants/:tenant', endpoints);
  router.use(endpoints);

  router.use((request: Request, response: Response) => {
    problem(response, 404, 'unknown-endpoint', [
      `${request.method} ${request.originalUrl} is none. There are POST /control/exchanges, GET and DELETE /control/exchanges/{token}, POST /control/keys, GET and POST /control/tenant, GET /control/tenants, POST /control/certificates, GET /control/switches, GET /control/cases; /control/tenants/{tenant}/… and ?tenant= name another directory than the first.`,
    ]);
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof ArmError || error instanceof OverrideInvalid) {
      problem(response, 400, error.code, error.mistakes);
    } else if (error instanceof TenantError) {
      problem(response, 400, error.code, error.message.split('\n'));
    } else if (error instanceof AadstsError) {
      problem(response, 409, `AADSTS${error.code}`, [error.message]);
    } else if (isClientError(error)) {
      problem(response, error.status, 'body-unreadable', [`The body is no JSON that can be read: ${error.message}`]);
    } else {
      idp.log(`control: ${String(error)}`);
      problem(response, 500, 'internal', [String(error)]);
    }
  });
  return router;
}

/** Errors of Express's own readers carry a 4xx status. */
export function isClientError(error: unknown): error is Error & { status: number } {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500;
}
