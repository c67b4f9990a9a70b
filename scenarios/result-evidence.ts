/** The evidence of a case: what was received, what was sent, what the SP did. Never cookie values, never a secret of the profile. */

import type { Evidence, EvidenceKind } from '../reports/result.ts';
import type { Case } from './case.ts';
import type { ExchangeFacts, Observation } from './observation.ts';

/** Longest text of one piece, characters; what is longer is cut and marked. */
const longestText = 200_000;

/** Everything of a case's exchanges, labelled where there are several. */
export function evidenceOfCase(one: Case, observation: Observation, secrets: string[]): Evidence[] {
  const pieces: Evidence[] = [{ kind: 'sent', text: `${one.title}.`.replace(/\.\.$/, '.') }];
  for (const exchange of observation.exchanges) {
    const label = observation.exchanges.length > 1 ? exchange.what : undefined;
    pieces.push(...evidenceOfExchange(exchange, label));
  }
  if (observation.canaryHits.length) {
    pieces.push({ kind: 'trail', text: observation.canaryHits.join('\n'), label: 'requests seen by the canary' });
  }
  return pieces.map((piece) => presentable(piece, secrets));
}

/** The evidence of an honest sign-in, so that a refused one can be understood. */
export function evidenceOfControl(observation: Observation, secrets: string[]): Evidence[] {
  return observation.exchanges
    .flatMap((exchange) => evidenceOfExchange(exchange, undefined))
    .filter(({ kind }) => kind !== 'honest-xml')
    .map((piece) => presentable(piece, secrets));
}

function evidenceOfExchange(exchange: ExchangeFacts, label: string | undefined): Evidence[] {
  const pieces: Evidence[] = [];
  const add = (kind: EvidenceKind, text: string | undefined): void => {
    if (text) pieces.push({ kind, text, ...(label === undefined ? {} : { label }) });
  };
  const { transcript, protectedPage: page, acs } = exchange;
  for (const received of transcript?.requests ?? []) {
    add('request-xml', received.xml);
    add('relay-state', received.relayState);
    if (received.findings.length) add('findings', json(received.findings));
  }
  for (const answer of transcript?.answers ?? []) {
    add('response-xml', answer.xml);
    if (answer.honestXml !== answer.xml) add('honest-xml', answer.honestXml);
    add('form', json(answer.post.fields.map(([name, value]) => [name, value.length > 80 ? value.length : value])));
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

/** Drivers leave values out already; a second lock, because a report is passed on. */
function withoutCookieValues(step: ExchangeFacts['trail'][number]): ExchangeFacts['trail'][number] {
  return { ...step, setCookies: step.setCookies.map((cookie) => cookie.replace(/^([^=;]+)=[^;]*/, '$1')) };
}

function presentable(piece: Evidence, secrets: string[]): Evidence {
  if (piece.text === undefined) return piece;
  const shown = secrets
    // A very short value (a port, a digit) stands in too many places to be one.
    .filter((secret) => secret.length >= 4)
    .reduce((text, secret) => text.replaceAll(secret, '[secret]'), piece.text);
  if (shown.length <= longestText) return { ...piece, text: shown };
  return { ...piece, text: shown.slice(0, longestText), truncated: true };
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}
