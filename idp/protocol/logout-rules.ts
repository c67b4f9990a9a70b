/** Entra's own rules for a LogoutRequest, as a table: only these refuse, and in this order (reference: entra.md section 8). */

import type { Application, Tenant } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import type { Participant, ReceivedLogout } from './logout-types.ts';
import type { Rule } from './rules.ts';

/** What a rule may look at. */
export interface LogoutContext {
  request: ReceivedLogout;
  binding: 'redirect' | 'post';
  tenant: Tenant;
  application: Application;
  /** Who takes part in the person's session; undefined when nobody is signed in. */
  participants: Participant[] | undefined;
  now: Date;
}

const ncName = /^[\p{L}_][\p{L}\p{M}\p{N}._·-]*$/u;

/** That of the initiator, when it takes part. */
export function participantOf(
  application: Application,
  participants: Participant[] | undefined,
): Participant | undefined {
  return participants?.findLast(({ entityId }) => application.identifiers.includes(entityId));
}

export const logoutRules: Rule<LogoutContext>[] = [
  {
    code: '50061',
    broken: ({ binding }) =>
      binding === 'redirect'
        ? undefined
        : 'The LogoutRequest came by the POST binding; sign-out is offered by Redirect only.',
  },
  {
    code: '50061',
    broken: ({ request }) =>
      request.version === '2.0' ? undefined : `The LogoutRequest has the Version '${request.version}'; expected '2.0'.`,
  },
  {
    code: '50061',
    broken: ({ request }) =>
      ncName.test(request.id ?? '')
        ? undefined
        : `The ID '${request.id ?? ''}' of the LogoutRequest is missing or is no valid SAML ID: it must not begin with a digit.`,
  },
  {
    code: '50061',
    broken: ({ request }) =>
      request.nameId === undefined || request.nameId.value === ''
        ? 'The LogoutRequest has no NameID; it is required.'
        : undefined,
  },
  {
    code: '50061',
    broken: ({ application }) =>
      application.logoutUrl === undefined
        ? `The application '${application.appId}' has no Logout URL, so nothing can be answered.`
        : undefined,
  },
  {
    // The IssueInstant is not enforced; the NotOnOrAfter of the request's own is.
    code: '50071',
    broken: ({ request: { notOnOrAfter }, now }) =>
      notOnOrAfter !== undefined && Date.parse(notOnOrAfter) <= now.getTime()
        ? `The LogoutRequest expired at ${notOnOrAfter}.`
        : undefined,
  },
  {
    code: '50068',
    broken: ({ application, participants }) =>
      participants === undefined || participantOf(application, participants) !== undefined
        ? undefined
        : `The application '${application.appId}' that asks for the sign-out takes no part in the session.`,
  },
  {
    // Documented as required to match, and then as not considered: off unless switched on.
    code: '50070',
    broken: ({ tenant, application, participants, request }) => {
      const own = participantOf(application, participants);
      const asked = switchesOf(tenant, application).matchLogoutNameId;
      return !asked || own === undefined || own.nameId.value === request.nameId?.value
        ? undefined
        : `The NameID '${request.nameId?.value ?? ''}' is not that of the session.`;
    },
  },
  {
    // Absent from the documented sample, so optional and not looked at unless switched on.
    code: '50070',
    broken: ({ tenant, application, participants, request: { sessionIndexes } }) => {
      const own = participantOf(application, participants);
      if (!switchesOf(tenant, application).matchSessionIndex || own === undefined || sessionIndexes.length === 0)
        return undefined;
      return sessionIndexes.includes(own.sessionIndex ?? '')
        ? undefined
        : `The SessionIndex '${sessionIndexes.join(', ')}' is not that of the session.`;
    },
  },
];
