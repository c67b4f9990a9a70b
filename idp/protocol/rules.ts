/** Entra's own rules for a request, as a table: only these refuse, and in this order. */

import { findApplication, isAssigned } from '../tenant/directory.ts';
import type { Application, Tenant, User } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError, type AadstsCode } from './errors.ts';
import type { AuthnRequest } from './types.ts';

export const HTTP_POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** What a rule may look at. */
export interface RequestContext {
  tenant: Tenant;
  request: AuthnRequest;
}
export interface ApplicationContext extends RequestContext {
  application: Application;
  /** What the metadata advertises; only for the switch `destination`. */
  loginUrl?: string;
  now?: Date;
}
export interface UserContext {
  application: Application;
  user: User;
}

/** A rule gives the sentence to show when it is broken. */
export interface Rule<Context> {
  code: AadstsCode;
  broken: (context: Context) => string | undefined;
}

/** NameID formats that a request may ask for (reference: entra.md section 3). */
const requestableFormats = [
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
];

const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}._·-]*$/u;

const quoted = (value: string | undefined): string => (value === undefined ? 'none' : `'${value}'`);

const wildcards = (tenant: Tenant, application: Application): boolean =>
  switchesOf(tenant, application).replyUrlWildcards;

/** Compared character by character; a `*` of a registered URL stands for any text when wildcards are switched on. */
function isRegistered(url: string, { replyUrls }: Application, withWildcards: boolean): boolean {
  if (replyUrls.includes(url)) return true;
  return withWildcards && replyUrls.some((pattern) => pattern.includes('*') && fits(pattern.split('*'), url));
}

/** The parts stand in the text one after the other, the first at its beginning, the last at its end; no backtracking. */
function fits(parts: string[], text: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let position = first.length;
  for (const part of others) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) return false;
    position = found + part.length;
  }
  return true;
}

/** Before the application is known. */
export const messageRules: Rule<RequestContext>[] = [
  {
    code: '75005',
    broken: ({ request }) =>
      request.version === '2.0'
        ? undefined
        : `The SAML request has the Version ${quoted(request.version)}; expected '2.0'.`,
  },
  {
    code: '75005',
    broken: ({ request }) =>
      request.issueInstant === undefined ? 'The SAML request has no IssueInstant; it is required.' : undefined,
  },
  {
    code: '75005',
    broken: ({ request }) =>
      request.id === undefined || request.id === '' ? 'The SAML request has no ID; it is required.' : undefined,
  },
  {
    // Reported for ids with «/», «+» or «=» as well (reference: entra.md section 3, observed).
    code: '7500529',
    broken: ({ request }) =>
      ncName.test(request.id ?? '')
        ? undefined
        : `The value ${quoted(request.id)} is not a valid SAML ID: it must not begin with a digit, and only letters, digits, '.', '-' and '_' may stand in it.`,
  },
  {
    code: '75005',
    broken: ({ request }) =>
      request.issuer === undefined || request.issuer === ''
        ? 'The SAML request names no Issuer; expected the identifier of a registered application.'
        : undefined,
  },
];

/** Once the application is known: where may the answer go? Before these have passed, no answer may leave this page. */
export const replyUrlRules: Rule<ApplicationContext>[] = [
  {
    code: '50011',
    broken: ({ tenant, application, request }) => {
      const url = request.assertionConsumerServiceUrl;
      if (url === undefined || isRegistered(url, application, wildcards(tenant, application))) return undefined;
      return `The reply URL '${url}' of the request is none of those registered for the application '${application.appId}': ${application.replyUrls.map(quoted).join(', ')}.`;
    },
  },
  {
    code: '900971',
    broken: ({ application }) =>
      application.replyUrls.length === 0
        ? `There is no reply URL for the application '${application.appId}', so nothing can be sent to it.`
        : undefined,
  },
];

/** Ten minutes to either side; only with the switch `staleRequests`. */
const STALE_MS = 600_000;

/** Once it is known where an answer goes: what the request asks for. */
export const applicationRules: Rule<ApplicationContext>[] = [
  {
    code: '75003',
    broken: ({ request }) =>
      request.protocolBinding === undefined || request.protocolBinding === HTTP_POST
        ? undefined
        : `The request asks for an answer by the binding '${request.protocolBinding}'; only '${HTTP_POST}' is offered.`,
  },
  {
    code: '75016',
    broken: ({ request }) => {
      const format = request.nameIdPolicy?.format;
      if (format === undefined || requestableFormats.includes(format)) return undefined;
      return `The NameIDPolicy asks for the format '${format}'; allowed are ${requestableFormats.map(quoted).join(', ')}.`;
    },
  },
  {
    code: '900236',
    broken: ({ request }) =>
      request.hasSubject
        ? "The property 'Subject' of the SAML request is not supported and must not be set; use the parameter login_hint instead."
        : undefined,
  },
  {
    code: '900236',
    broken: ({ request: { scoping } }) => {
      if (scoping === undefined) return undefined;
      const name =
        scoping.proxyCount !== undefined
          ? 'ProxyCount'
          : scoping.hasIdpList
            ? 'IDPList'
            : scoping.requesterIds.length > 0
              ? 'RequesterID'
              : undefined;
      return name === undefined
        ? undefined
        : `The property 'Scoping/${name}' of the SAML request is not supported and must not be set.`;
    },
  },
  {
    code: '900235',
    broken: ({ request }) => {
      const comparison = request.requestedAuthnContext?.comparison ?? 'exact';
      return comparison === 'exact'
        ? undefined
        : `The Comparison '${comparison}' of the RequestedAuthnContext is not supported; only 'exact' is.`;
    },
  },
  {
    code: '75008',
    broken: ({ tenant, application, request, loginUrl }) => {
      const { destination } = request;
      if (destination === undefined || loginUrl === undefined) return undefined;
      if (switchesOf(tenant, application).destination === 'ignored' || destination === loginUrl) return undefined;
      return `The Destination '${destination}' of the request is not the Login URL '${loginUrl}'.`;
    },
  },
  {
    code: '76026',
    broken: ({ tenant, application, request, now }) => {
      if (switchesOf(tenant, application).staleRequests === 'ignored' || now === undefined) return undefined;
      const issued = Date.parse(request.issueInstant ?? '');
      if (Math.abs(now.getTime() - issued) <= STALE_MS) return undefined;
      return `The IssueInstant '${request.issueInstant}' of the request is more than ten minutes from now (${now.toISOString()}).`;
    },
  },
  {
    code: '90011',
    broken: ({ tenant, application, request }) => {
      const qualifier = request.nameIdPolicy?.spNameQualifier;
      if (qualifier === undefined || switchesOf(tenant, application).spNameQualifier === 'echoed') return undefined;
      return `The property 'SPNameQualifier' of the NameIDPolicy is not supported; found '${qualifier}'.`;
    },
  },
];

/** What the request asks for is fine; is the application to be signed in to at all? */
export const availabilityRules: Rule<Pick<ApplicationContext, 'application'>>[] = [
  {
    code: '7000112',
    broken: ({ application }) =>
      application.enabled
        ? undefined
        : `The application '${application.appId}' (${application.displayName}) is disabled: «Enabled for users to sign in» is No.`,
  },
];

/** Once it is known who signs in. */
export const userRules: Rule<UserContext>[] = [
  {
    code: '50057',
    broken: ({ user }) => (user.accountEnabled ? undefined : `The account '${user.userPrincipalName}' is disabled.`),
  },
  {
    code: '50105',
    broken: ({ application, user }) =>
      isAssigned(application, user)
        ? undefined
        : `The user '${user.userPrincipalName}' is not assigned to the application '${application.appId}' (${application.displayName}), which requires it.`,
  },
];

/** @throws AadstsError of the first rule of the table that is broken */
export function enforce<Context>(rules: Rule<Context>[], context: Context): void {
  for (const { code, broken } of rules) {
    const message = broken(context);
    if (message !== undefined) throw new AadstsError(code, message);
  }
}

/** The application that the request's Issuer names exactly. @throws AadstsError 700016 */
export function applicationFor(tenant: Tenant, request: AuthnRequest): Application {
  const application = findApplication(tenant, request.issuer ?? '');
  if (application !== undefined) return application;
  const near = tenant.applications
    .flatMap(({ identifiers }) => identifiers)
    .find(
      (one) => one.trim().replace(/\/$/, '').toLowerCase() === request.issuer?.trim().replace(/\/$/, '').toLowerCase(),
    );
  const hint = near === undefined ? '' : ` Registered is '${near}': case, spaces and a trailing slash count.`;
  throw new AadstsError(
    '700016',
    `No application with the identifier ${quoted(request.issuer)} is registered in the directory '${tenant.displayName}'.${hint}`,
  );
}

/** By the registered index, else by position; a look-up by a foreign name must not reach object prototypes. */
function indexedUrl({ replyUrlIndexes = {}, replyUrls }: Application, index: string): string | undefined {
  return Object.hasOwn(replyUrlIndexes, index) ? replyUrlIndexes[index] : replyUrls[Number(index)];
}

/** Where the answer goes: the URL or (by switch) the index of the request, else the default reply URL. Call after the reply URL rules. */
export function replyUrlFor(application: Application, request: AuthnRequest | undefined, tenant?: Tenant): string {
  const index = request?.assertionConsumerServiceIndex;
  const honoured =
    index !== undefined && tenant !== undefined && switchesOf(tenant, application).replyUrlIndex === 'honoured';
  const indexed = honoured ? indexedUrl(application, index) : undefined;
  const url =
    request?.assertionConsumerServiceUrl ?? indexed ?? application.replyUrls.find((one) => !one.includes('*'));
  if (url === undefined) throw new AadstsError('900971', 'There is no reply URL, so nothing can be sent.');
  return url;
}
