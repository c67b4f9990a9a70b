/** Sessions and open requests, both kept on the server; the browser holds nothing but a random identifier. */

import { randomBytes } from 'node:crypto';
import type { Policy } from '../policy.ts';

/** A sign-in that was started and not yet answered. */
export interface OpenRequest {
  id: string;
  relayState: string;
  /** Path on this site where the person wanted to go. */
  target: string;
  /** The sign-in must be newer than this, because the request asked for a fresh one (Core 3.4.1). */
  freshAfter?: Date | undefined;
}

export interface Account {
  nameId: string;
  nameIdFormat: string | undefined;
  sessionIndex: string | undefined;
  attributes: Record<string, string | string[]>;
}

export interface Session {
  id: string;
  openRequests: Map<string, OpenRequest>;
  account: Account | undefined;
  /** The person has asked to be signed out, and the identity provider has not answered yet. */
  leaving?: boolean;
  /** Named by a response that was refused; a careful site keeps none. */
  refusedName?: string;
}

export interface Sessions {
  get: (id: string | undefined) => Session | undefined;
  create: () => Session;
  /** The same session under a new identifier (session fixation, CWE-384). */
  rotate: (session: Session) => Session;
  remove: (session: Session) => void;
  findRequest: (session: Session | undefined, id: string) => OpenRequest | undefined;
  addRequest: (session: Session, request: OpenRequest) => void;
  useUpRequest: (session: Session | undefined, id: string) => void;
}

/** Older entries give way, so that a long run stays in bounded memory. */
const limit = 5_000;

function keepBounded<Value>(map: Map<string, Value>): void {
  if (map.size <= limit) return;
  for (const key of map.keys()) {
    map.delete(key);
    if (map.size <= limit / 2) return;
  }
}

const newId = (): string => randomBytes(24).toString('base64url');

export function createSessions(policy: Policy): Sessions {
  const sessions = new Map<string, Session>();
  const everyRequest = new Map<string, OpenRequest>();
  const keepsAnswered = policy.forgets('request-single-use');
  const answered = new Set<string>();
  const perProcess = policy.forgets('request-state-in-session');
  const put = (session: Session): Session => {
    sessions.set(session.id, session);
    keepBounded(sessions);
    return session;
  };
  return {
    get: (id) => (id === undefined ? undefined : sessions.get(id)),
    create: () => put({ id: newId(), openRequests: new Map(), account: undefined }),
    rotate: (session) => {
      if (policy.forgets('session-rotation')) return session;
      sessions.delete(session.id);
      return put({ ...session, id: newId() });
    },
    remove: (session) => {
      sessions.delete(session.id);
    },
    findRequest: (session, id) =>
      perProcess || answered.has(id) ? everyRequest.get(id) : session?.openRequests.get(id),
    addRequest: (session, request) => {
      session.openRequests.set(request.id, request);
      keepBounded(session.openRequests);
      if (perProcess || keepsAnswered) everyRequest.set(request.id, request);
      keepBounded(everyRequest);
    },
    useUpRequest: (session, id) => {
      if (keepsAnswered) {
        answered.add(id);
        return;
      }
      session?.openRequests.delete(id);
      everyRequest.delete(id);
    },
  };
}

/** Remembers assertions until they have expired by themselves; bounded. */
export function createReplayCache(): { has: (id: string) => boolean; add: (id: string) => void } {
  const seen = new Map<string, true>();
  return {
    has: (id) => seen.has(id),
    add: (id) => {
      seen.set(id, true);
      keepBounded(seen);
    },
  };
}
