/** Which outbound requests belong to which message, and which messages nobody watched. */

import type { Canary } from '../canary.ts';
import type { ExchangeFacts, Observation } from '../observation.ts';

/** What was sent: an answer, or a message of single logout. */
interface Message {
  xml: string;
  honestXml: string;
  /** Whatever may hold the address. */
  texts: string[];
}

/** How long after the last message that carries the address a request may still arrive, milliseconds. */
const lateMs = 1_000;

/**
 * Notes in the observation the requests that its own messages caused, whenever they arrived; and that nobody could see them
 * where the address is not ours and our own browser was not sent there.
 */
export function noteCanary(observation: Observation, canary: Canary): void {
  const messages = messagesOf(observation);
  if (!messages.some((message) => carries(message, canary))) return;
  const heard = canary
    .hits()
    .filter(({ mark }) => mark !== '' && messages.some(({ honestXml }) => honestXml.includes(mark)));
  const visited = observation.exchanges.filter((exchange) => wasSentThere(exchange, canary));
  observation.canaryHits = [
    ...heard.map(({ text }) => text),
    ...(canary.watched ? [] : visited.map(({ acs }) => `${acs?.finalUrl ?? ''} (our own browser)`)),
  ];
  // What stands in the RelayState only our own browser would follow, and that one we see.
  const hidden = !canary.watched && messages.some(({ xml }) => xml.includes(canary.url));
  if (hidden && observation.canaryHits.length === 0) observation.canaryUnseen = canary.url;
}

/** Once more for every observation, after whoever is slow to follow an address has had its time. */
export async function noteLateHits(observations: Observation[], canary: Canary): Promise<void> {
  const concerned = observations.filter((one) => messagesOf(one).some((answer) => carries(answer, canary)));
  const ended = Math.max(0, ...concerned.map(({ startedAt, durationMs }) => Date.parse(startedAt) + durationMs));
  const left = ended + lateMs - Date.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
  for (const one of concerned) noteCanary(one, canary);
}

function messagesOf({ exchanges }: Observation): Message[] {
  return exchanges.flatMap(({ transcript }) => [
    ...(transcript?.answers ?? []).map(({ xml: sent, honestXml, plan, post }) => {
      // What stands inside of ciphertext is in the message as well.
      const xml = sent + (plan.encryption?.prolog ?? '');
      return { xml, honestXml, texts: [xml, plan.relayState ?? '', ...post.fields.map(([, value]) => value)] };
    }),
    ...(transcript?.logouts ?? []).flatMap((one) =>
      one.direction === 'sent' ? [{ xml: one.xml, honestXml: one.honestXml, texts: [one.xml] }] : [],
    ),
  ]);
}

function carries({ texts }: Message, canary: Canary): boolean {
  // Some deviations write the address without its scheme, or by the other name of this machine.
  const url = canary.watched ? canary.url.replace(/^[a-z]+:\/\/[^/:]+/, '') : canary.url.replace(/^[a-z]+:\/\//, '');
  return texts.some((text) => text.includes(url));
}

function wasSentThere({ acs, trail }: ExchangeFacts, { url }: Canary): boolean {
  return acs?.finalUrl.startsWith(url) === true || trail.some((step) => step.location?.startsWith(url));
}
