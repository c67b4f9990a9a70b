/** Signed-in browsers of the interactive IdP: a cookie that names a user, and how and when that user signed in. */

import type { SignInMethod } from '../tenant/model.ts';
import type { Participant } from '../protocol/logout-types.ts';

export interface Session {
  userId: string;
  authnInstant: Date;
  method: SignInMethod;
  /** The applications that the person signed in to, for single logout. */
  participants?: Participant[];
}

const SESSIONS_KEPT = 1000;

export interface Sessions {
  /** Keeps a session and returns its id. */
  begin: (session: Session) => string;
  get: (id: string | undefined) => Session | undefined;
  end: (id: string | undefined) => void;
}

/** An empty store; the oldest sessions go when there are more than 1,000. */
export function createSessions(newToken: () => string): Sessions {
  const all = new Map<string, Session>();
  return {
    begin: (session) => {
      if (all.size >= SESSIONS_KEPT) all.delete(all.keys().next().value ?? '');
      const id = newToken();
      all.set(id, session);
      return id;
    },
    get: (id) => (id === undefined ? undefined : all.get(id)),
    end: (id) => {
      if (id !== undefined) all.delete(id);
    },
  };
}
