/** Arms an exchange, over HTTP or in the same process. */

import { findApplication, findUser } from '../tenant/directory.ts';
import type { Tenant } from '../tenant/model.ts';
import type { Mutation } from '../protocol/types.ts';
import { answer, subjectOf, userNamed } from './answer.ts';
import { ArmError, readArmSpec } from './arm-spec.ts';
import { EXCHANGE_COOKIE, ridesCrossSite } from './cookies.ts';
import { note, type ArmSpec, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { inTenant } from './tenants.ts';

/** What the one who arms needs to play the exchange. */
export interface Armed {
  token: string;
  /** Give it to the browser's jar with domain and path; setting it by an http URL drops a Secure cookie (measured). */
  cookie: { name: string; value: string; domain: string; path: string; secure: boolean; sameSite: 'None' | 'Lax' };
  /** One GET sets the cookie; `?continue=URL` goes on from there. */
  armUrl: string;
  /** Serves the form of the newest answer to any browser, as often as it is asked for. */
  postUrl: string;
  /** Sends the browser to the SP with a LogoutRequest for the person signed in; `?honest` without the deviation. */
  logoutUrl: string;
}

/** The addresses and the cookie of an exchange. */
export function armedOf(idp: Idp, { token }: Exchange): Armed {
  const crossSite = ridesCrossSite(idp.baseUrl);
  return {
    token,
    cookie: {
      name: EXCHANGE_COOKIE,
      value: token,
      domain: new URL(idp.baseUrl).hostname,
      path: '/',
      secure: crossSite,
      sameSite: crossSite ? 'None' : 'Lax',
    },
    armUrl: `${idp.baseUrl}/exchanges/${token}/arm`,
    postUrl: `${idp.baseUrl}/exchanges/${token}/post`,
    logoutUrl: `${idp.baseUrl}/exchanges/${token}/logout`,
  };
}

/** Who will sign in, for the transcript; the application may not be known before the request comes. */
function userOf(idp: Idp, spec: ArmSpec): string {
  if (spec.user !== undefined) return spec.user;
  const issuer = spec.application ?? spec.match?.issuer;
  const application =
    (issuer === undefined ? undefined : findApplication(idp.tenant, issuer)) ?? idp.tenant.applications[0];
  return application === undefined ? '' : subjectOf(idp, application).userPrincipalName;
}

async function answerUnasked(idp: Idp, exchange: Exchange): Promise<void> {
  const { spec } = exchange;
  const application = findApplication(idp.tenant, spec.application ?? '');
  if (application === undefined) throw new ArmError([`/application: no application «${spec.application ?? ''}»`]);
  const user = spec.user === undefined ? subjectOf(idp, application) : userNamed(idp, spec.user);
  const session = { authnInstant: idp.now(), method: 'Password' as const };
  const relayState = spec.relayState ?? application.relayState;
  while (idp.exchanges.use(exchange)) {
    note.answer(exchange, await answer(idp, { application, user, session, relayState }, spec));
  }
}

/** The directory that was asked, unless only another one knows the application, or else the user, that is named. */
function directoryFor(idp: Idp, json: unknown): Idp {
  const { application, match, user } = (typeof json === 'object' && json !== null ? json : {}) as Partial<ArmSpec>;
  const issuer = String(application ?? match?.issuer);
  const owner = (knows: (tenant: Tenant) => unknown): Tenant | undefined =>
    [idp.tenant, ...idp.tenants].find((tenant) => knows(tenant) !== undefined);
  const tenant =
    owner((one) => findApplication(one, issuer)) ??
    (typeof user === 'string' ? owner((one) => findUser(one, user)) : undefined);
  return tenant === undefined ? idp : inTenant(idp, tenant);
}

/**
 * Arms an exchange; an unsolicited one has its answer in the transcript right away.
 * @param json what contracts.md section 4 names, see ArmSpec
 * @param mutation a deviation that is in no catalogue; never taken from outside the process
 * @throws ArmError with every mistake of the specification
 * @throws AadstsError when an unsolicited answer cannot be given (user not assigned …)
 */
export async function arm(asked: Idp, json: unknown, mutation?: Mutation): Promise<Armed> {
  await asked.prepared();
  const idp = directoryFor(asked, json);
  const spec: ArmSpec = { ...readArmSpec(json, idp), ...(mutation === undefined ? {} : { mutation }) };
  const exchange = idp.exchanges.arm(spec, userOf(idp, spec));
  if (spec.unsolicited !== true) return armedOf(idp, exchange);
  try {
    await answerUnasked(idp, exchange);
  } catch (error) {
    idp.exchanges.forget(exchange.token);
    throw error;
  }
  return armedOf(idp, exchange);
}
