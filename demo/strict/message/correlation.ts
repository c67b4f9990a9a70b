/** Which request a response answers: one that this browser made and that nobody answered yet (Profiles 4.1.4.3). */

import type { Policy } from '../policy.ts';
import type { OpenRequest, Session, Sessions } from '../site/sessions.ts';
import type { Confirmation } from './assertion.ts';
import type { ResponseFacts } from './response.ts';

/** The answered request, or undefined for an unsolicited response. @throws Refusal when it answers none of ours. */
export function correlate(
  message: { response: ResponseFacts | undefined; confirmation: Confirmation | undefined; unsolicitedAllowed: boolean },
  session: Session | undefined,
  sessions: Sessions,
  policy: Policy,
): OpenRequest | undefined {
  const { response, confirmation } = message;
  const outer = response?.inResponseTo;
  const inner = confirmation?.data?.inResponseTo;
  if (outer === undefined && inner === undefined) {
    policy.insist('unsolicited-refused', false, 'nobody asked for this response');
    policy.demand('unsolicited', message.unsolicitedAllowed, 'nobody asked for this response');
    return undefined;
  }
  // A service provider that looks in one place only takes the other one's word for nothing.
  const half = outer === undefined ? 'unsolicited-by-response' : 'unsolicited-by-confirmation';
  if ((outer === undefined || inner === undefined) && policy.forgets(half)) return undefined;
  if (policy.forgets('unsolicited-in-response-to') && (session?.openRequests.size ?? 0) === 0) return undefined;
  const asked = (id: string | undefined): OpenRequest | undefined =>
    id === undefined ? undefined : sessions.findRequest(session, id);
  const [outerRequest, innerRequest] = [asked(outer), asked(inner)];
  if (outer !== undefined && outer === inner && outerRequest === undefined) {
    policy.demand('in-response-to-own', false, `both places name ${outer}, which is no request of this browser`);
    return undefined;
  }
  if (response !== undefined) {
    if (outer === undefined) policy.demand('in-response-to-response-required', false, 'the Response answers nothing');
    else policy.demand('in-response-to-response', outerRequest !== undefined, `the Response answers ${outer}`);
  }
  if (confirmation?.data !== undefined) {
    if (inner === undefined) {
      policy.demand('in-response-to-confirmation-required', false, 'the confirmation answers nothing');
    } else
      policy.demand('in-response-to-confirmation', innerRequest !== undefined, `the confirmation answers ${inner}`);
  }
  const differ = outerRequest !== undefined && innerRequest !== undefined && outerRequest !== innerRequest;
  policy.demand('in-response-to-equal', !differ, `the message answers both ${outer ?? ''} and ${inner ?? ''}`);
  for (const id of [outer, inner]) if (id !== undefined) sessions.useUpRequest(session, id);
  return outerRequest ?? innerRequest;
}
