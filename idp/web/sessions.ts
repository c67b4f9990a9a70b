/** Signed-in browsers of the interactive IdP: a cookie that names a user, and how and when that user signed in. */

import { createHash } from 'node:crypto';
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
/** As long as the cookie of «Stay signed in?» lives. */
const DAYS_KEPT = 90;
const FILE = 'sessions.json';
/** How long a change may wait for the next one: a write a second at most, however many people sign in. */
const WRITE_AFTER_MS = 1000;

export interface Sessions {
  /** Keeps a session and returns its id. */
  begin: (session: Session) => string;
  /** The session itself: who changes it changes what is kept. */
  get: (id: string | undefined) => Session | undefined;
  end: (id: string | undefined) => void;
  /** Wrong passwords in a row. */
  failures: (userId: string) => number;
  fail: (userId: string) => void;
  succeed: (userId: string) => void;
  /** Writes now what would be written within a second. */
  flush: () => void;
}

/** Where sessions outlive the process; see State. */
interface Store {
  read: (name: string) => string | undefined;
  write: (name: string, text: string) => void;
}

interface Keeping {
  newToken: () => string;
  state: Store;
  now: () => Date;
  log: (line: string) => void;
}

/** Only this is written: whoever reads the file cannot take a session over with it. */
const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

function remembered({ state, now, log }: Keeping): Map<string, Session> {
  const oldest = now().getTime() - DAYS_KEPT * 86_400_000;
  try {
    const { sessions } = JSON.parse(state.read(FILE) ?? '{"sessions":[]}') as { sessions: [string, Session][] };
    const revived = sessions.map(([hash, session]): [string, Session] => [
      hash,
      { ...session, authnInstant: new Date(session.authnInstant) },
    ]);
    return new Map(revived.filter(([, { authnInstant }]) => authnInstant.getTime() > oldest).slice(-SESSIONS_KEPT));
  } catch (error) {
    log(`${FILE} of the state cannot be read, so everybody signs in again: ${String(error)}`);
    return new Map();
  }
}

/** The sessions of this state; the oldest go when there are more than 1,000. */
export function createSessions(keeping: Keeping): Sessions {
  const { newToken, state, log } = keeping;
  const all = remembered(keeping);
  // At most one entry a user of the directory.
  const wrong = new Map<string, number>();
  let written = '';
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (timer === undefined) return;
    timer = undefined;
    const text = `${JSON.stringify({ schemaVersion: 1, sessions: [...all] })}\n`;
    if (text === written) return;
    try {
      state.write(FILE, text);
      written = text;
    } catch (error) {
      log(`Sessions are not kept, and end with this process: ${String(error)}`);
    }
  }

  function changed(): void {
    timer ??= setTimeout(flush, WRITE_AFTER_MS).unref();
  }

  return {
    begin: (session) => {
      if (all.size >= SESSIONS_KEPT) all.delete(all.keys().next().value ?? '');
      const id = newToken();
      all.set(hashOf(id), session);
      changed();
      return id;
    },
    get: (id) => {
      const session = id === undefined ? undefined : all.get(hashOf(id));
      // Whoever asked for it may note a participant in it.
      if (session !== undefined) changed();
      return session;
    },
    end: (id) => {
      if (id !== undefined && all.delete(hashOf(id))) {
        changed();
        // A session that was ended must not come back, whatever becomes of this process.
        flush();
      }
    },
    failures: (userId) => wrong.get(userId) ?? 0,
    fail: (userId) => void wrong.set(userId, (wrong.get(userId) ?? 0) + 1),
    succeed: (userId) => void wrong.delete(userId),
    flush,
  };
}
