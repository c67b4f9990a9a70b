/** Malformed requests for every endpoint of the identity provider, as fast-check arbitraries, and what must hold for each answer. */

import { request as httpRequest } from 'node:http';
import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import type { RunningIdp } from '../../../idp/index.ts';
import { requestXml } from '../web/sp-side.ts';

export interface Attempt {
  method: string;
  path: string;
  body?: string;
  cookie?: string;
}

/** The same requests on every run of a seed. */
const fixed = { ID: '_fuzz', IssueInstant: '2026-11-22T12:00:00Z' };

const text = fc.string({ unit: 'binary', maxLength: 60 });
const encode = (value: string): string => encodeURIComponent(Buffer.from(value).toString('utf8'));

/** A good request with some of its characters replaced, doubled or cut. */
const mutated = fc
  .tuple(
    fc.constantFrom(requestXml(fixed), requestXml({ ...fixed, IsPassive: 'true' }), '<a/>'),
    fc.array(fc.tuple(fc.nat(900), text), { maxLength: 6 }),
  )
  .map(([xml, edits]) =>
    edits.reduce((now, [at, piece]) => now.slice(0, at) + piece + now.slice(at + (piece.length % 3)), xml),
  );

const attributes = fc
  .dictionary(
    fc.constantFrom(
      'ID',
      'Version',
      'IssueInstant',
      'Destination',
      'AssertionConsumerServiceURL',
      'AssertionConsumerServiceIndex',
      'ProtocolBinding',
      'ForceAuthn',
      'IsPassive',
    ),
    fc.constantFrom('', '2.0', '__proto__', '-1', 'true', 'urn:x', '𐍈', 'x'.repeat(3000)),
  )
  .map((given) => requestXml({ ...fixed, ...given }));

const elements = fc
  .array(
    fc.constantFrom(
      '<saml:Issuer>x</saml:Issuer>',
      '<saml:Issuer/>',
      '<samlp:Scoping/>',
      '<samlp:NameIDPolicy Format="constructor"/>',
      '<saml:Subject/>',
      '<samlp:RequestedAuthnContext/>',
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
      '<!-- x -->',
      '<?pi x?>',
      '<![CDATA[x]]>',
      '&lt;',
      '&unknown;',
    ),
    { maxLength: 6 },
  )
  .map((parts) => requestXml(fixed, parts.join('')));

const logout = fc
  .constantFrom('LogoutRequest', 'LogoutResponse', 'Response')
  .chain((name) =>
    text.map(
      (inner) =>
        `<samlp:${name} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0">${inner}</samlp:${name}>`,
    ),
  );

const xml = fc.oneof(mutated, attributes, elements, logout, text);

const message = fc.oneof(
  xml.map((one) => Buffer.from(one).toString('base64')),
  xml.map((one) => deflateRawSync(one).toString('base64')),
  xml.map((one) => deflateRawSync(one).subarray(0, 20).toString('base64')),
  text,
  fc.constantFrom('', '====', 'PGE', '%', 'A'.repeat(5000)),
);

const parameters = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'SAMLRequest',
        'SAMLRequest',
        'SAMLRequest',
        'SAMLResponse',
        'RelayState',
        'SigAlg',
        'Signature',
        'login_hint',
        'appid',
        'tenantId',
        'form',
        'code',
        'stored',
        'continue',
        '__proto__',
      ),
      message,
    ),
    { maxLength: 5 },
  )
  .map((pairs) => pairs.map(([key, value]) => `${key}=${encode(value)}`).join('&'));

const fields = fc
  .tuple(
    fc.constantFrom('redirect', 'post', 'launch', 'home', 'x'),
    parameters,
    fc.constantFrom('b.simon@contoso.com', 'nobody', '', '__proto__'),
    fc.constantFrom('', '&passwd=x', '&stay=yes', '&instance=x', '&loginfmt=x'),
  )
  .map(
    ([binding, flow, user, more]) => `binding=${binding}&flow=${encodeURIComponent(flow)}&user=${encode(user)}${more}`,
  );

const tenant = fc.constantFrom(
  '{tenant}',
  'contoso.com',
  'common',
  'COMMON',
  'nobody.example',
  '__proto__',
  '%00',
  '%E0%A4%A',
  '..%2f',
);
const guid = fc.constantFrom('{appid}', '{token}', 'x', '__proto__', '%2e%2e', '00000000-0000-0000-0000-000000000000');

const saml = fc
  .tuple(tenant, fc.constantFrom('', '/{principal}', '/x'))
  .map(([one, instance]) => `/${one}/saml2${instance}`);
const paths = fc.oneof(
  { weight: 4, arbitrary: saml },
  tenant.map((one) => `/${one}/federationmetadata/2007-06/federationmetadata.xml`),
  guid.map((one) => `/api/signin/${one}`),
  guid.map((one) => `/signin/x/${one}`),
  guid.map((one) => `/exchanges/${one}/arm`),
  guid.map((one) => `/exchanges/${one}/post`),
  guid.map((one) => `/exchanges/${one}/logout`),
  fc.constantFrom(
    '/myapps',
    '/launcher',
    '/error',
    '/signout',
    '/',
    '/control/exchanges',
    '/admin/x',
    '/unknown',
    '//',
    '/%',
  ),
);

const cookie = fc.option(
  fc.constantFrom(
    'samlproof-session=x',
    'samlproof-exchange={token}',
    'samlproof-session={session}',
    '=;;=',
    'samlproof-exchange=__proto__',
  ),
  { nil: undefined },
);

const get = fc.tuple(paths, parameters, cookie).map(([path, query, one]): Attempt => ({
  method: 'GET',
  path: `${path}?${query}`,
  ...(one === undefined ? {} : { cookie: one }),
}));
const post = fc
  .tuple(saml, fc.oneof(parameters, text), cookie)
  .map(([path, body, one]): Attempt => ({ method: 'POST', path, body, ...(one === undefined ? {} : { cookie: one }) }));
const login = fc.tuple(tenant, fields, cookie).map(([one, body, sent]): Attempt => ({
  method: 'POST',
  path: `/${one}/login`,
  body,
  ...(sent === undefined ? {} : { cookie: sent }),
}));
const other = fc
  .tuple(fc.constantFrom('PUT', 'DELETE', 'OPTIONS', 'PATCH'), paths, text)
  .map(([method, path, body]): Attempt => ({ method, path, body }));

export const attempts = fc.oneof(
  { weight: 5, arbitrary: get },
  { weight: 4, arbitrary: post },
  { weight: 3, arbitrary: login },
  other,
);

/** What the placeholders of an attempt stand for. */
export type Names = Record<'tenant' | 'appid' | 'principal' | 'token' | 'session', string>;

const filled = (template: string, names: Names): string =>
  template.replaceAll(/\{(tenant|appid|principal|token|session)\}/g, (_, name: keyof Names) => names[name]);

/** Longest that any answer may take, milliseconds: a busy machine is slow, a hang is for ever. */
const HANG_MS = 30_000;

/** Sends the attempt as it stands, without a client that would mend it; gives the status and how the body begins. */
export function send(idp: RunningIdp, attempt: Attempt, names: Names): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(idp.baseUrl);
  const path = filled(attempt.path, names).replaceAll(/[^\x21-\x7e]/g, '_');
  const headers = {
    ...(attempt.body === undefined
      ? {}
      : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(attempt.body) }),
    ...(attempt.cookie === undefined ? {} : { cookie: filled(attempt.cookie, names) }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, path, method: attempt.method, headers, timeout: HANG_MS },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (body += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
        answer.on('error', reject);
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${HANG_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(attempt.body);
  });
}

/** Sends `count` seeded attempts, several at a time. Returns those that were answered wrongly: 5xx, no page, no answer. */
export async function fuzz(idp: RunningIdp, names: Names, count: number, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  const pending = fc.sample(attempts, { numRuns: count, seed });
  const worker = async (): Promise<void> => {
    for (let attempt = pending.pop(); attempt !== undefined; attempt = pending.pop()) {
      const told = `${attempt.method} ${attempt.path.slice(0, 300)} ${attempt.body?.slice(0, 300) ?? ''}`;
      try {
        const { status, body } = await send(idp, attempt, names);
        const isPage = /^<!doctype html>/i.test(body) || body.startsWith('{') || body.startsWith('<EntityDescriptor');
        if (status >= 500 || status < 200) wrong.push(`${status}: ${told}`);
        else if (status >= 400 && !isPage) wrong.push(`${status} without a page: ${told}`);
      } catch (error) {
        wrong.push(`${String(error)}: ${told}`);
      }
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return wrong;
}
