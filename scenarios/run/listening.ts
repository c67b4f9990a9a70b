/** Turns the messages of the workers into observations, one after the other. */

import type { Observation } from '../observation.ts';
import type { Message } from './forwarder.ts';
import type { RunItem } from './items.ts';

/** Hears an observation; false ends the run early. */
export type Hear = (item: RunItem, observation: Observation) => Promise<boolean>;

/** Hears one message after the other; an error of the hearer ends the run and is thrown at its end. */
export function listenTo(
  items: RunItem[],
  hear: Hear,
  aborted: () => boolean,
  begin?: (item: RunItem) => void,
): { take: (message: Message, stop: () => void) => void; end: () => Promise<void> } {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const queue: Exclude<Message, { kind: 'begin' }>[] = [];
  let working: Promise<void> | null = null;
  let over = false;
  let failure: { error: unknown } | null = null;

  async function work(stop: () => void): Promise<void> {
    for (let message = queue.shift(); message !== undefined && !over && !aborted(); message = queue.shift()) {
      const item = byKey.get(message.key ?? '');
      if (item === undefined) continue;
      const observation = message.kind === 'observation' ? message.observation : withoutExchange(item, message);
      try {
        over = !(await hear(item, observation));
      } catch (error) {
        failure = { error };
        over = true;
      }
      if (over) stop();
    }
    working = null;
  }

  return {
    take: (message, stop) => {
      if (message.kind === 'begin') {
        const item = byKey.get(message.key);
        if (item !== undefined) begin?.(item);
        return;
      }
      queue.push(message);
      working ??= work(stop);
    },
    end: async () => {
      await working;
      if (failure !== null) throw failure.error;
    },
  };
}

function withoutExchange(item: RunItem, message: Extract<Message, { kind: 'harness' }>): Observation {
  const { startedAt, durationMs, error } = message;
  const empty = { exchanges: [], recovered: null, canaryHits: [], attempts: 1 };
  return { id: item.id, startedAt, durationMs, harnessError: error, ...empty };
}
