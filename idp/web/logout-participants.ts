/** Who takes part in a session: what was told to each application when a person signed in there. */

import type { Participant } from '../protocol/logout-types.ts';
import type { ResponsePlan, Transcript } from '../protocol/types.ts';
import type { Session } from './sessions.ts';

/** What a response told the application; undefined when it names nobody. */
function toldTo(entityId: string, { assertions: [assertion] }: ResponsePlan): Participant | undefined {
  const nameId = assertion?.subject?.nameId;
  if (nameId === undefined) return undefined;
  const sessionIndex = assertion?.authnStatements[0]?.sessionIndex;
  return { entityId, nameId, ...(sessionIndex === undefined ? {} : { sessionIndex }) };
}

/** Notes in the session that this response was sent; a second sign-in at the same application replaces the first. */
export function takePart(session: Session, entityId: string, plan: ResponsePlan): void {
  const told = toldTo(entityId, plan);
  if (told === undefined) return;
  const others = (session.participants ?? []).filter((one) => one.entityId !== entityId);
  session.participants = [...others, told];
}

/** The participants of an armed exchange, from its answers; newest last. */
export function participantsOf({ answers, requests }: Transcript, application: string | undefined): Participant[] {
  const entityId = application ?? requests.at(-1)?.request.issuer ?? '';
  return answers.flatMap(({ plan }) => toldTo(entityId, plan) ?? []);
}
