/** What a person or a test in another language may change about the logout messages of an exchange, as JSON. */

import { resolvedInstant } from '../protocol/instants.ts';
import type { LogoutMutation, LogoutPlan } from '../protocol/logout-types.ts';
import { signatureMethods } from '../protocol/algorithms.ts';
import { statusCode } from '../protocol/uris.ts';

export interface LogoutOverride {
  /** Take the SP's LogoutRequest and never answer it. */
  hold?: boolean;
  /** Sign the message, or send it unsigned. */
  sign?: boolean;
  /** Percent escapes in lower case. */
  lowerCaseEscapes?: boolean;
  /** Status of a LogoutResponse: a short name (`PartialLogout`) or a URI. */
  status?: string;
  /** Value of the NameID of a LogoutRequest. */
  nameId?: string;
  /** SessionIndex of a LogoutRequest; null leaves it out. */
  sessionIndex?: string | null;
  /** NotOnOrAfter of a LogoutRequest: an instant, or an offset like `-1h`. */
  notOnOrAfter?: string;
}

function applied(plan: LogoutPlan, override: LogoutOverride, now: Date): LogoutPlan {
  const { sign, lowerCaseEscapes, status, nameId, sessionIndex, notOnOrAfter } = override;
  const signature = plan.signature ?? { key: 'idp' as const, signatureMethod: signatureMethods.rsaSha256 };
  return {
    ...plan,
    ...(sign === undefined ? {} : { signature: sign ? signature : undefined }),
    ...(lowerCaseEscapes === undefined ? {} : { lowerCaseEscapes }),
    ...(status === undefined || plan.status === undefined ? {} : { status: { code: statusCode(status) } }),
    ...(nameId === undefined || plan.nameId === undefined ? {} : { nameId: { ...plan.nameId, value: nameId } }),
    ...(sessionIndex === undefined ? {} : { sessionIndexes: sessionIndex === null ? [] : [sessionIndex] }),
    ...(notOnOrAfter === undefined ? {} : { notOnOrAfter: resolvedInstant(notOnOrAfter, now) }),
  };
}

/** The override as a deviation. */
export function overridden(override: LogoutOverride): LogoutMutation {
  return { logout: (plan, { now }) => applied(plan, override, now) };
}
