/** Entra's own rules for a request, as a table: only these refuse, and in this order. */

import { findApplication, isAssigned } from '../tenant/directory.ts';
import type { Application, Tenant, User } from '../tenant/model.ts';
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

/** Once the application is known: may it be answered, and where? */
export const applicationRules: Rule<ApplicationContext>[] = [
  {
    code: '7000112',
    broken: ({ application }) =>
      application.enabled
        ? undefined
        : `The application '${application.appId}' (${application.displayName}) is disabled: «Enabled for users to sign in» is No.`,
  },
  {
    code: '50011',
    broken: ({ application, request }) => {
      const url = request.assertionConsumerServiceUrl;
      if (url === undefined || application.replyUrls.includes(url)) return undefined;
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

/** Where the answer goes: the URL that the request names, else the default reply URL. Call after the application rules. */
export function replyUrlFor(application: Application, request: AuthnRequest | undefined): string {
  const url = request?.assertionConsumerServiceUrl ?? application.replyUrls[0];
  if (url === undefined) throw new AadstsError('900971', 'There is no reply URL, so nothing can be sent.');
  return url;
}

/**
 * The audience: the identifier that the request used. Documented twists (reference: entra.md section 3): a fragment that
 * only tells several instances apart is left out, and an identifier that is no URI gets the prefix `spn:`.
 */
export function audienceFor(application: Application, request: AuthnRequest | undefined): string {
  if (application.audience !== undefined) return application.audience;
  const identifier = (request?.issuer ?? application.identifiers[0] ?? '').replace(/#\d+$/, '');
  return /^[a-z][a-z0-9+.-]*:/i.test(identifier) ? identifier : `spn:${identifier}`;
}
