/** Exchanges: what was armed, by which token, how often it may still be used, and everything that happened under it. */

import type { LogoutRecord } from '../protocol/logout-types.ts';
import type { Answer, Mutation, ReceivedRequest, Transcript } from '../protocol/types.ts';
import type { LogoutOverride } from './logout-override.ts';

/** What to do with the next sign-in. Everything is optional: an empty one signs in honestly, without a person. */
export interface ArmSpec {
  /** A catalogue case by id; its deviation is applied. */
  case?: string;
  /** User principal name of who signs in; default the application's subject. */
  user?: string;
  /** Claims by attribute name: a value, several values, or null to leave the claim out. */
  claims?: Record<string, string | string[] | null>;
  /** JSON override of the response plan. With a case it shapes the honest message that the case deviates from. */
  plan?: Record<string, unknown>;
  /** Shapes the honest message: what is signed, and whether the assertion is encrypted. Default: as registered. */
  shape?: { signing?: 'assertion' | 'response' | 'both'; encryption?: 'on' | 'off' };
  /** Arms without a cookie, for the next request of this issuer. */
  match?: { issuer: string };
  /** How many requests are answered before the token is used up; default 1. */
  times?: number;
  /** Entity id of the application: required with `unsolicited`, else only its requests use the token up. */
  application?: string;
  /** Makes the answer and keeps it back: the browser sees a page without a form. */
  hold?: boolean;
  /** Makes an answer at once, without any request. */
  unsolicited?: boolean;
  /**
   * What a browser finds when it comes back after the token was used up: the inert page (default), or no content, status 204,
   * which leaves it where it is and spares it a page that only a person would read.
   */
  over?: 'page' | 'nothing';
  /** RelayState of an unsolicited answer; default that of the application. */
  relayState?: string;
  /** Token of another exchange: a deviation may use what its last answer said. */
  earlier?: string;
  /** Changes the logout messages of this exchange. */
  logout?: LogoutOverride;
  /** In-process only: a deviation that is in no catalogue. */
  mutation?: Mutation;
}

export interface Exchange {
  token: string;
  spec: ArmSpec;
  /** Uses left. */
  remaining: number;
  /** Whether its transcript was asked for since the last use. */
  read: boolean;
  transcript: Transcript;
}

/** Newest entries kept per transcript, so that a token with many uses does not fill the memory. */
const ENTRIES_KEPT = 200;
/** Exchanges kept when armed but never used. */
const ARMED_KEPT = 10_000;
/**
 * Characters of used-up transcripts that are kept altogether; the longest used up go first, the newest 32 stay. What nobody has read yet
 * has more room: a run reads at the end of each case, and beside a slow one it may be through with hundreds of others.
 */
const TEXT_KEPT = { read: 4_000_000, unread: 20_000_000 } as const;
const NEWEST_KEPT = 32;

export interface Exchanges {
  arm: (spec: ArmSpec, user: string) => Exchange;
  get: (token: string | undefined) => Exchange | undefined;
  /** The transcript for whoever asks what happened. */
  read: (token: string) => Transcript | undefined;
  /** The oldest exchange that waits, without a cookie, for a request of this issuer. */
  matching: (issuer: string | undefined) => Exchange | undefined;
  /** Takes one use; false when none was left. Synchronous, so two requests at a time cannot both have the last one. */
  use: (exchange: Exchange) => boolean;
  forget: (token: string) => boolean;
}

function keep<T>(list: T[], entry: T): void {
  list.push(entry);
  if (list.length > ENTRIES_KEPT) list.shift();
}

export const note = {
  request: (exchange: Exchange, request: ReceivedRequest): void => keep(exchange.transcript.requests, request),
  answer: (exchange: Exchange, answer: Answer): void => keep(exchange.transcript.answers, answer),
  refusal: (exchange: Exchange, refusal: Transcript['refusals'][number]): void =>
    keep(exchange.transcript.refusals, refusal),
  logout: (exchange: Exchange, record: LogoutRecord): void => keep((exchange.transcript.logouts ??= []), record),
  afterUse: (exchange: Exchange, attempt: Transcript['afterUse'][number]): void =>
    keep(exchange.transcript.afterUse, attempt),
};

export const isUsedUp = (exchange: Exchange): boolean => exchange.remaining <= 0;

/** Whether a request of this issuer is the one that the exchange waits for. */
export function expects(exchange: Exchange, issuer: string | undefined): boolean {
  const expected = exchange.spec.match?.issuer ?? exchange.spec.application;
  return expected === undefined || expected === issuer;
}

function textIn({ requests, answers }: Transcript): number {
  const answered = answers.reduce((sum, { xml, post }) => sum + 2 * xml.length + (post.fields[0]?.[1].length ?? 0), 0);
  return requests.reduce((sum, { xml, encoded }) => sum + xml.length + encoded.length, answered);
}

/** An empty store. Tokens must not be guessable: whoever knows one may see and deliver its answers. */
export function createExchanges(newToken: () => string): Exchanges {
  const all = new Map<string, Exchange>();

  function makeRoom(): void {
    if (all.size > ARMED_KEPT) all.delete(all.keys().next().value ?? '');
    const usedUp = [...all.values()].filter(isUsedUp);
    const read = usedUp.filter((exchange) => exchange.read);
    dropOldest(read, TEXT_KEPT.read);
    const unread = usedUp.filter((exchange) => !exchange.read);
    dropOldest(unread, TEXT_KEPT.unread);
  }

  function dropOldest(usedUp: Exchange[], textKept: number): void {
    if (usedUp.length <= NEWEST_KEPT) return;
    let text = usedUp.reduce((sum, { transcript }) => sum + textIn(transcript), 0);
    for (const exchange of usedUp.slice(0, -NEWEST_KEPT)) {
      if (text <= textKept) break;
      text -= textIn(exchange.transcript);
      all.delete(exchange.token);
    }
  }

  return {
    arm: (spec, user) => {
      makeRoom();
      const token = newToken();
      const transcript: Transcript = {
        token,
        ...(spec.case === undefined ? {} : { caseId: spec.case }),
        user,
        state: 'armed',
        requests: [],
        answers: [],
        refusals: [],
        afterUse: [],
      };
      const exchange: Exchange = { token, spec, remaining: spec.times ?? 1, read: false, transcript };
      all.set(token, exchange);
      return exchange;
    },
    get: (token) => (token === undefined ? undefined : all.get(token)),
    read: (token) => {
      const exchange = all.get(token);
      if (exchange !== undefined) exchange.read = true;
      return exchange?.transcript;
    },
    matching: (issuer) => {
      if (issuer === undefined) return undefined;
      for (const exchange of all.values()) {
        if (exchange.spec.match?.issuer === issuer && !isUsedUp(exchange)) return exchange;
      }
      return undefined;
    },
    use: (exchange) => {
      if (isUsedUp(exchange)) return false;
      exchange.remaining -= 1;
      exchange.read = false;
      if (isUsedUp(exchange)) {
        exchange.transcript.state = 'used-up';
        // Last in the order again: by when it was used up, and not by when it was armed.
        if (all.delete(exchange.token)) all.set(exchange.token, exchange);
      }
      return true;
    },
    forget: (token) => all.delete(token),
  };
}
