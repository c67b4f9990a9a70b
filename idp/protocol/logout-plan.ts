/** The logout messages that Entra sends, as plans: requests to participants, and the answer to who began. */

import type { Application, Tenant } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { signatureMethods } from './algorithms.ts';
import { instant, shifted } from './instants.ts';
import type { LogoutPlan, Participant, ReceivedLogout } from './logout-types.ts';
import { entityIdOf } from './metadata.ts';
import { statusCode } from './uris.ts';

/** What every logout message is made from. */
export interface LogoutInput {
  tenant: Tenant;
  application: Application;
  /** The application's Logout URL. */
  location: string;
  now: Date;
  newId: () => string;
}

/** How long a LogoutRequest may be acted upon: our own choice, no text says what Entra grants. */
const VALID_MS = 5 * 60_000;

function signatureOf(application: Application): NonNullable<LogoutPlan['signature']> {
  const sha1 = application.signatureAlgorithm === 'rsa-sha1';
  return { key: 'idp', signatureMethod: sha1 ? signatureMethods.rsaSha1 : signatureMethods.rsaSha256 };
}

/** The request to one participant of the session (Core 3.7.1, Profiles 4.4.3.3). */
export function planLogoutRequest(input: LogoutInput, { nameId, sessionIndex }: Participant): LogoutPlan {
  const { tenant, application, location, now, newId } = input;
  const settings = switchesOf(tenant, application);
  return {
    message: 'LogoutRequest',
    location,
    id: newId(),
    version: '2.0',
    issueInstant: instant(now),
    destination: location,
    issuer: entityIdOf(tenant),
    notOnOrAfter: shifted(now, VALID_MS),
    nameId,
    sessionIndexes: sessionIndex === undefined || !settings.sessionIndexInLogoutRequests ? [] : [sessionIndex],
    signature: settings.signLogoutRequests ? signatureOf(application) : undefined,
    lowerCaseEscapes: settings.lowerCaseEscapes,
  };
}

/** The answer to the one who began. Its Issuer is not the entity id of the metadata: documented (reference: entra.md section 8). */
export function planLogoutResponse(input: LogoutInput, request: ReceivedLogout): LogoutPlan {
  const { tenant, application, location, now, newId } = input;
  const settings = switchesOf(tenant, application);
  return {
    message: 'LogoutResponse',
    location,
    id: newId(),
    version: '2.0',
    issueInstant: instant(now),
    destination: location,
    issuer: `https://login.microsoftonline.com/${tenant.id}/`,
    sessionIndexes: [],
    inResponseTo: request.id,
    status: { code: statusCode('Success') },
    relayState: request.relayState,
    signature: settings.signLogoutResponses ? signatureOf(application) : undefined,
    lowerCaseEscapes: settings.lowerCaseEscapes,
  };
}

/** The answer to a sign-out at another application, as the standard has it: from our entity id, and signed (Profiles 4.4.4.2). */
export function logoutOfAnother(input: LogoutInput): LogoutPlan {
  const request: ReceivedLogout = {
    message: 'LogoutRequest',
    xml: '',
    id: input.newId(),
    sessionIndexes: [],
    signature: 'absent',
    findings: [],
  };
  return {
    ...planLogoutResponse(input, request),
    destination: 'https://another-sp.samlproof.example/slo',
    issuer: entityIdOf(input.tenant),
    signature: signatureOf(input.application),
  };
}
