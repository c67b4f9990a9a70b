/** Single logout under an armed exchange: deviates as the exchange says, and keeps every message in its transcript. */

import { findApplication, findUser } from '../tenant/directory.ts';
import type { Application } from '../tenant/model.ts';
import { planLogoutRequest } from '../protocol/logout-plan.ts';
import type { LogoutMutation, LogoutPlan } from '../protocol/logout-types.ts';
import { canaryMark } from './answer.ts';
import { note, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { overridden } from './logout-override.ts';
import { participantsOf } from './logout-participants.ts';
import { logoutInput, sendLogout } from './logout-send.ts';
import type { Reply } from './pages.ts';
import { tenantOf } from './tenants.ts';

function problem(status: number, title: string, message: string): Reply {
  return { kind: 'page', status, view: 'problem', title, data: { title, message } };
}

/**
 * Sends the browser to the SP with a LogoutRequest for the person that the exchange signed in.
 * @param honest leaves the exchange's deviation out
 */
export function exchangeLogoutReply(idp: Idp, token: string, honest: boolean): Reply {
  const exchange = idp.exchanges.get(token);
  if (exchange === undefined) {
    const message = `There is no exchange «${token}»: never armed, or so old that it was dropped.`;
    return problem(404, 'Unknown exchange', message);
  }
  const participant = participantsOf(exchange.transcript, exchange.spec.application).at(-1);
  const here = tenantOf(idp, 'common', participant?.entityId);
  const application = participant && findApplication(here.tenant, participant.entityId);
  if (participant === undefined || application === undefined) {
    return problem(409, 'Nobody is signed in', 'This exchange has signed nobody in: start a sign-in first.');
  }
  if (application.logoutUrl === undefined) {
    const message = `The application «${application.displayName}» has no Logout URL (in a profile: sp.logoutUrl).`;
    return problem(409, 'No Logout URL', message);
  }
  const plan = planLogoutRequest(logoutInput(here, application), participant);
  return sendUnder(here, exchange, application, plan, honest ? {} : undefined);
}

/** Issues a message under an exchange, deviating as it says unless told otherwise. */
export function sendUnder(
  idp: Idp,
  exchange: Exchange,
  application: Application,
  plan: LogoutPlan,
  mutation: LogoutMutation = mutationOf(idp, exchange),
): Reply {
  const user = findUser(idp.tenant, exchange.transcript.user);
  const canaryUrl = `${idp.canaryUrl}/${canaryMark(plan.id)}`;
  const issued = sendLogout(idp, application, plan, { user, mutation, canaryUrl });
  note.logout(exchange, { at: idp.now().toISOString(), direction: 'sent', ...issued });
  return { kind: 'redirect', status: 302, location: issued.url };
}

function mutationOf(idp: Idp, { spec }: Exchange): LogoutMutation {
  const mutation = spec.mutation ?? (spec.case === undefined ? undefined : idp.catalogue.mutationOf(spec.case));
  return mutation ?? (spec.logout === undefined ? {} : overridden(spec.logout));
}
