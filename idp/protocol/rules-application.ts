/** Which application a request is for. */

import { findApplication } from '../tenant/directory.ts';
import type { Application, Tenant } from '../tenant/model.ts';
import { switchesOf, type Switches } from '../tenant/switches.ts';
import { AadstsError, type AadstsCode } from './errors.ts';
import { quoted } from './rules.ts';
import type { AuthnRequest } from './types.ts';

interface Unknown {
  code: AadstsCode;
  says: (identifier: string, directory: string) => string;
}

/** What Entra has been seen to say about an Issuer that no application has. */
const unknown: Record<Switches['unknownIssuer'], Unknown> = {
  current: {
    code: '700016',
    says: (identifier, directory) =>
      `No application with the identifier ${identifier} is registered in the directory ${directory}.`,
  },
  older: {
    code: '70001',
    says: (identifier, directory) =>
      `The application with the identifier ${identifier} was not found in the directory ${directory}.`,
  },
  misconfigured: {
    code: '650056',
    says: (identifier, directory) =>
      `The application is misconfigured: compare the identifier ${identifier} of the request with that of the application in the directory ${directory}.`,
  },
};

const bare = (identifier: string): string => identifier.trim().replace(/\/$/, '').toLowerCase();

/** The application that the request's Issuer names exactly. @throws AadstsError 700016; by switch 70001 or 650056 */
export function applicationFor(tenant: Tenant, request: AuthnRequest): Application {
  const { issuer = '' } = request;
  const application = findApplication(tenant, issuer);
  if (application !== undefined) return application;
  const near = tenant.applications
    .flatMap(({ identifiers }) => identifiers)
    .find((one) => issuer !== '' && bare(one) === bare(issuer));
  const hint = near === undefined ? '' : ` Registered is '${near}': case, spaces and a trailing slash count.`;
  const { code, says } = unknown[switchesOf(tenant).unknownIssuer];
  throw new AadstsError(code, `${says(quoted(request.issuer), `'${tenant.displayName}'`)}${hint}`);
}
