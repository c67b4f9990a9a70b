/** The evidence of a case: what was received, what was sent, what the SP did. Never cookie values, never a secret of the profile. */

import type { Evidence, EvidenceKind } from '../reports/result.ts';
import type { Case } from './case.ts';
import { sent } from './judge-words.ts';
import type { ExchangeFacts, Observation } from './observation.ts';

/** Longest text of one piece, characters; what is longer is cut and marked. */
const longestText = 200_000;

/** A form field beyond this is told by its length, so that the list of fields is never cut in the middle. */
const longestField = 150_000;

/**
 * Everything of a case's exchanges, labelled where there are several.
 * @param secrets of the profile: an encoded message that holds one is not kept, for nobody could take it out
 */
export function evidenceOfCase(one: Case, observation: Observation, secrets: string[] = []): Evidence[] {
  const pieces: Evidence[] = [{ kind: 'sent', text: sent(one) }];
  const told = new Set<string>();
  for (const exchange of observation.exchanges) {
    const label = observation.exchanges.length > 1 ? exchange.what : undefined;
    pieces.push(...evidenceOfExchange(exchange, label, told, secrets));
  }
  pieces.push(...logoutsOf(observation));
  if (observation.canaryHits.length) {
    const findings = observation.canaryHits.map((hit) => ({ message: `request seen by the canary: ${hit}` }));
    pieces.push({ kind: 'findings', text: json(findings) });
  }
  return pieces.map(bounded);
}

/** The evidence of an honest sign-in, so that a refused one can be understood. */
export function evidenceOfControl(observation: Observation, secrets: string[] = []): Evidence[] {
  return observation.exchanges
    .flatMap((exchange) => evidenceOfExchange(exchange, undefined, new Set(), secrets))
    .filter(({ kind }) => kind !== 'honest-xml')
    .map(bounded);
}

/** Logout messages in both directions; the last exchange's transcript holds those of all before. */
function logoutsOf({ exchanges }: Observation): Evidence[] {
  const records = exchanges.at(-1)?.transcript?.logouts ?? [];
  return records.map((record) => {
    const message = record.direction === 'sent' ? record.plan.message : record.message;
    const label = `${message}, ${record.direction === 'sent' ? 'as sent' : 'from the service provider'}`;
    const kind = message === 'LogoutRequest' ? 'request-xml' : 'response-xml';
    return { kind, label, text: record.xml };
  });
}

/** @param told tokens whose messages are listed already: a replay shares those of its honest sign-in */
function evidenceOfExchange(
  exchange: ExchangeFacts,
  label: string | undefined,
  told: Set<string>,
  secrets: string[],
): Evidence[] {
  const pieces: Evidence[] = [];
  const add = (kind: EvidenceKind, text: string | undefined): void => {
    if (text) pieces.push({ kind, text, ...(label === undefined ? {} : { label }) });
  };
  const { protectedPage: page, acs } = exchange;
  const transcript = exchange.transcript && !told.has(exchange.transcript.token) ? exchange.transcript : null;
  if (transcript) told.add(transcript.token);
  for (const received of transcript?.requests ?? []) {
    add('request-xml', received.xml);
    add('relay-state', received.relayState);
    if (received.findings.length) add('findings', json(received.findings));
  }
  for (const answer of transcript?.answers ?? []) {
    add('response-xml', answer.xml);
    if (answer.honestXml !== answer.xml) add('honest-xml', answer.honestXml);
    add('form', json(answer.post.fields.map(([name, value]) => [name, fieldOf(name, value, answer.xml, secrets)])));
  }
  for (const refusal of transcript?.refusals ?? []) add('findings', json([refusal]));
  if (page) {
    add('shown', json({ identity: page.identity, ...('attributes' in page ? { attributes: page.attributes } : {}) }));
  }
  add('acs-page', acs?.body);
  if (exchange.trail.length) add('trail', json(exchange.trail.map(withoutCookieValues)));
  if (exchange.console.length) add('console', exchange.console.join('\n'));
  if (exchange.screenshot !== null) {
    pieces.push({ kind: 'screenshot', path: exchange.screenshot, ...(label === undefined ? {} : { label }) });
  }
  return pieces;
}

/** The value as posted, or its length where the message beside it says the same: plain base64 of it. */
function fieldOf(name: string, value: string, xml: string, secrets: string[]): string | number {
  if (value.length <= 80) return value;
  const isMessage = name === 'SAMLResponse';
  if (value.length > longestField || (isMessage && secrets.some((secret) => xml.includes(secret)))) return value.length;
  return isMessage && value === Buffer.from(xml, 'utf8').toString('base64') ? value.length : value;
}

/** Drivers leave values out already; a second lock, because a report is passed on. */
function withoutCookieValues(step: ExchangeFacts['trail'][number]): ExchangeFacts['trail'][number] {
  return { ...step, setCookies: step.setCookies.map((cookie) => cookie.replace(/^([^=;]+)=[^;]*/, '$1')) };
}

function bounded(piece: Evidence): Evidence {
  if (piece.text === undefined || piece.text.length <= longestText) return piece;
  return { ...piece, text: piece.text.slice(0, longestText), truncated: true };
}

/** Replaces every secret of the profile in every text of a value. */
export function withoutSecrets<T>(value: T, secrets: string[]): T {
  // A very short value (a digit) stands in too many places to be taken out.
  const long = secrets.filter((secret) => secret.length >= 4);
  return long.length ? (scrub(value, long) as T) : value;
}

function scrub(value: unknown, secrets: string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), value);
  if (Array.isArray(value)) return value.map((one) => scrub(one, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scrub(one, secrets)]));
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}
