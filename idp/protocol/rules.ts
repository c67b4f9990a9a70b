/** Entra's own rules for a request, as a table: only these refuse, and in this order. */

import type { Application, Tenant } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError, type AadstsCode } from './errors.ts';
import type { AuthnRequest } from './types.ts';

export const HTTP_POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** What a rule may look at. */
export interface RequestContext {
  tenant: Tenant;
  request: AuthnRequest;
  /** True for a message by Redirect that was not deflated; only for the switch `undeflatedRedirects`. */
  undeflated?: boolean;
}
export interface ApplicationContext extends RequestContext {
  application: Application;
  /** What the metadata advertises; only for the switch `destination`. */
  loginUrl?: string;
  now?: Date;
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

/** A value as messages show it. */
export const quoted = (value: string | undefined): string => (value === undefined ? 'none' : `'${value}'`);

/** Before the application is known. */
export const messageRules: Rule<RequestContext>[] = [
  {
    code: '75005',
    broken: ({ tenant, undeflated = false }) =>
      undeflated && switchesOf(tenant).undeflatedRedirects === 'refused'
        ? 'The SAML request came by Redirect, but it is not deflated.'
        : undefined,
  },
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

/** @throws AadstsError of the first rule of the table that is broken */
export function enforce<Context>(rules: Rule<Context>[], context: Context): void {
  for (const { code, broken } of rules) {
    const message = broken(context);
    if (message !== undefined) throw new AadstsError(code, message);
  }
}
