/** The service provider's side of the IdP's tests: an IdP on a random port with one application, requests, and what comes back. */

import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { load } from 'cheerio';
import { memoryState, startIdp, type IdpOptions, type RegistrationSpec, type RunningIdp } from '../../../idp/index.ts';
import { keyring } from '../../../idp/tenant/keys.ts';

export const entityId = 'https://notes.example/saml';
export const acsUrl = 'https://notes.example/saml/acs?connection=contoso';

export const notes: RegistrationSpec = {
  name: 'Contoso Notes',
  entityId,
  acsUrls: [acsUrl],
  users: ['b.simon@contoso.com', 'v.ictim@contoso.com'],
  idp: { claims: [{ name: 'email', source: 'user.mail', required: true }] },
};

/** One key for all tests of a worker: making it takes longer than most of them. */
let key: string | undefined;

/** A state with the worker's key and the given texts by name. */
export function stateWithKey(texts: Record<string, string> = {}): ReturnType<typeof memoryState> {
  if (key !== undefined) return memoryState({ 'keys/idp.json': key, ...texts });
  const state = memoryState(texts);
  keyring(state, () => new Date())('idp');
  key = state.read('keys/idp.json');
  return state;
}

export async function withIdp<T>(run: (idp: RunningIdp) => Promise<T>, options: IdpOptions = {}): Promise<T> {
  const idp = await startIdp({ baseUrl: 'http://127.0.0.1:0', targets: [notes], state: stateWithKey(), ...options });
  try {
    return await run(idp);
  } finally {
    await idp.close();
  }
}

export function requestXml(attributes: Record<string, string | undefined> = {}, content?: string): string {
  const all = {
    ID: `_${randomUUID()}`,
    Version: '2.0',
    IssueInstant: new Date().toISOString(),
    AssertionConsumerServiceURL: acsUrl.replaceAll('&', '&amp;'),
    ...attributes,
  };
  const written = Object.entries(all).map(([name, value]) => (value === undefined ? '' : ` ${name}="${value}"`));
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${written.join('')}>${content ?? `<saml:Issuer>${entityId}</saml:Issuer>`}</samlp:AuthnRequest>`;
}

export const deflated = (xml: string): string => deflateRawSync(xml).toString('base64');
export const plain = (xml: string): string => Buffer.from(xml).toString('base64');

export function redirectUrl(idp: RunningIdp, xml = requestXml(), relayState?: string): string {
  const query = new URLSearchParams({ SAMLRequest: deflated(xml) });
  if (relayState !== undefined) query.set('RelayState', relayState);
  return `${idp.ssoUrl}?${query.toString()}`;
}

/** What a page of the IdP would do next. */
export interface Seen {
  status: number;
  page: string | null;
  body: string;
  headers: Headers;
  form: { action: string; fields: Record<string, string> } | null;
  /** The SAMLResponse of the form, decoded. */
  response: string;
}

export async function open(url: string, init: RequestInit = {}): Promise<Seen> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const body = await answer.text();
  const html = load(body);
  const form = html('form').first();
  const fields = Object.fromEntries(
    html('input[type=hidden]')
      .toArray()
      .map((input) => [html(input).attr('name') ?? '', html(input).attr('value') ?? '']),
  );
  return {
    status: answer.status,
    page: answer.headers.get('x-samlproof-page'),
    body,
    headers: answer.headers,
    form: form.length === 0 ? null : { action: form.attr('action') ?? '', fields },
    response: Buffer.from(fields['SAMLResponse'] ?? '', 'base64').toString('utf8'),
  };
}

export interface ControlAnswer {
  status: number;
  json: Record<string, unknown>;
}

export async function control(
  idp: RunningIdp,
  method: string,
  path: string,
  body?: unknown,
  secret = idp.secret,
): Promise<ControlAnswer> {
  const answer = await fetch(`${idp.controlUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Arms over HTTP and gives the Cookie header of a browser that plays the exchange. */
export async function armed(
  idp: RunningIdp,
  spec: unknown = {},
): Promise<{ token: string; cookie: string; postUrl: string; armUrl: string }> {
  const { json } = await control(idp, 'POST', '/exchanges', spec);
  const { name, value } = json['cookie'] as { name: string; value: string };
  return {
    token: String(json['token']),
    cookie: `${name}=${value}`,
    postUrl: String(json['postUrl']),
    armUrl: String(json['armUrl']),
  };
}
