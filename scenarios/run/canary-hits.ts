/** Which outbound requests belong to which message, and which messages nobody watched. */

import type { Answer } from '../../idp/protocol/types.ts';
import type { Canary } from '../canary.ts';
import type { ExchangeFacts, Observation } from '../observation.ts';

/** How long after the last message that carries the address a request may still arrive, milliseconds. */
const lateMs = 1_000;

/**
 * Notes in the observation the requests that its own messages caused, whenever they arrived; and that nobody could see them
 * where the address is not ours and our own browser was not sent there.
 */
export function noteCanary(observation: Observation, canary: Canary): void {
  const answers = answersOf(observation);
  if (!answers.some((answer) => carries(answer, canary))) return;
  const heard = canary
    .hits()
    .filter(({ mark }) => mark !== '' && answers.some((answer) => answer.honestXml.includes(mark)));
  const visited = observation.exchanges.filter((exchange) => wasSentThere(exchange, canary));
  observation.canaryHits = [
    ...heard.map(({ text }) => text),
    ...(canary.watched ? [] : visited.map(({ acs }) => `${acs?.finalUrl ?? ''} (our own browser)`)),
  ];
  // What stands in the RelayState only our own browser would follow, and that one we see.
  const hidden = !canary.watched && answers.some(({ xml }) => xml.includes(canary.url));
  if (hidden && observation.canaryHits.length === 0) observation.canaryUnseen = canary.url;
}

/** Once more for every observation, after whoever is slow to follow an address has had its time. */
export async function noteLateHits(observations: Observation[], canary: Canary): Promise<void> {
  const concerned = observations.filter((one) => answersOf(one).some((answer) => carries(answer, canary)));
  const ended = Math.max(0, ...concerned.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs));
  const left = ended + lateMs - Date.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  for (const one of concerned) noteCanary(one, canary);
}

function answersOf({ exchanges }: Observation): Answer[] {
  return exchanges.flatMap(({ transcript }) => transcript?.answers ?? []);
}

function carries({ xml, plan, post }: Answer, canary: Canary): boolean {
  // Some deviations write the address without its scheme, or by the other name of this machine.
  const url = canary.watched ? canary.url.replace(/^[a-z]+:\/\/[^/:]+/, '') : canary.url.replace(/^[a-z]+:\/\//, '');
  return [xml, plan.relayState ?? '', ...post.fields.map(([, value]) => value)].some((text) => text.includes(url));
}

function wasSentThere({ acs, trail }: ExchangeFacts, { url }: Canary): boolean {
  return acs?.finalUrl.startsWith(url) === true || trail.some((step) => step.location?.startsWith(url));
}
