/** Signed-in browsers of the interactive IdP: a cookie that names a user, and how and when that user signed in. */

import type { SignInMethod } from '../tenant/model.ts';
import type { Participant } from '../protocol/logout-types.ts';

export interface Session {
  userId: string;
  /** Directory of the user; a session of one tenant is none in another. */
  tenantId: string;
  /** The request that this sign-in was made for and that is still to be answered: ForceAuthn is satisfied for it. */
  freshFor?: string;
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
  /** Wrong passwords in a row. */
  failures: (userId: string) => number;
  fail: (userId: string) => void;
  succeed: (userId: string) => void;
}

/** An empty store; the oldest sessions go when there are more than 1,000. */
export function createSessions(newToken: () => string): Sessions {
  const all = new Map<string, Session>();
  // At most one entry a user of the directory.
  const wrong = new Map<string, number>();
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
    failures: (userId) => wrong.get(userId) ?? 0,
    fail: (userId) => void wrong.set(userId, (wrong.get(userId) ?? 0) + 1),
    succeed: (userId) => void wrong.delete(userId),
  };
}
