/** Works through a run's items, several at a time, in this process; `docs/decisions/0006` says why not in Playwright's workers. */

import type { Observation } from '../observation.ts';
import { collect, type CollectContext } from './collect.ts';
import type { RunItem } from './items.ts';

/** Hears an observation; false ends the run early. */
export type Hear = (item: RunItem, observation: Observation) => Promise<boolean>;

export interface WorkOptions {
  /** Items at a time. */
  workers: number;
  /** How long one item may take altogether, milliseconds; one that takes longer is left alone and is a fault of the harness. */
  itemTimeoutMs: number;
  /** Ends the run at once; what it is at is not heard any more. */
  signal?: AbortSignal | undefined;
  /** Hears of every item when it is taken up. */
  onBegin?: ((item: RunItem) => void) | undefined;
}

/**
 * N at a time, in order, until the end, the abort or a `false`. Observations are heard one at a time. What a worker or the
 * hearer throws stops the others after the item that they are at, and is thrown then.
 */
export async function workThrough(
  items: RunItem[],
  context: CollectContext,
  hear: Hear,
  { workers, itemTimeoutMs, signal, onBegin }: WorkOptions,
): Promise<void> {
  const queue = [...items];
  let over = false;
  let heard: Promise<void> = Promise.resolve();
  const tell = async (item: RunItem, observation: Observation): Promise<void> => {
    if (!over && !(await hear(item, observation))) over = true;
  };
  async function work(): Promise<void> {
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        if (over || signal?.aborted) return;
        const one = item;
        onBegin?.(one);
        const observation = await withinTime(one, collect(one, context), itemTimeoutMs, signal);
        if (observation === null) return;
        heard = heard.then(() => tell(one, observation));
        await heard;
      }
    } catch (error) {
      over = true;
      throw error;
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: workers }, work));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Every step has its own limit; an item that hangs beyond them all must not hold up the others. Null: the run was ended. */
async function withinTime(
  item: RunItem,
  collecting: Promise<Observation>,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<Observation | null> {
  const startedAt = new Date();
  let tell: ((nothing: null) => void) | undefined;
  const over = new Promise<null>((resolve) => (tell = resolve));
  const giveUp = (): void => tell?.(null);
  const timer = setTimeout(giveUp, ms);
  signal?.addEventListener('abort', giveUp);
  try {
    const observation = await Promise.race([collecting, over]);
    if (observation !== null) return observation;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
  // Whatever becomes of it: nobody hears it any more.
  collecting.catch(() => undefined);
  if (signal?.aborted) return null;
  const harnessError = `the item was not done within ${Math.round(ms / 1000)} s, though each of its steps has a limit`;
  const empty = { exchanges: [], recovered: null, canaryHits: [], attempts: 1 };
  return { id: item.id, startedAt: startedAt.toISOString(), durationMs: ms, harnessError, ...empty };
}
