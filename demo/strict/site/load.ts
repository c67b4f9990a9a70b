/** What a service provider does wrong when many sign in at once, or much is refused; a careful one has none of this. */

import type { Policy } from '../policy.ts';
import type { Account } from './sessions.ts';

export interface Load {
  /** Looks at one message. */
  around: <T>(look: () => Promise<T>) => Promise<T>;
  /** The account that the session is opened for. */
  share: (account: Account) => Promise<Account>;
}

/** How long a sign-in takes between its checks and its session where somebody waits on purpose, milliseconds. */
const pause = 40;
const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause));
/** Refused messages in a row after which the over-strict one lets nobody in any more. */
const most = 10;

export function createLoad(policy: Policy): Load {
  let busy = false;
  let shared: Account | undefined;
  let refusedInRow = 0;

  async function alone<T>(look: () => Promise<T>): Promise<T> {
    policy.insist('one-sign-in-at-a-time', !busy, 'somebody else is signing in');
    if (!policy.isOverStrict('one-sign-in-at-a-time')) return await look();
    busy = true;
    try {
      await wait();
      return await look();
    } finally {
      busy = false;
    }
  }

  return {
    around: async (look) => {
      policy.insist('refusals-lock', refusedInRow < most, `the last ${refusedInRow} messages were refused`);
      try {
        const result = await alone(look);
        refusedInRow = 0;
        return result;
      } catch (error) {
        refusedInRow += 1;
        throw error;
      }
    },
    share: async (account) => {
      if (!policy.forgets('session-isolation')) return account;
      shared = account;
      await wait();
      return shared;
    },
  };
}
