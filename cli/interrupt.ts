/** Ctrl-C: the first ends a run in order, the second at once; what keeps nothing ends at once. */

export interface Interrupt {
  signal: AbortSignal;
  /** Gives the signals back. */
  stop: () => void;
}

/** @param onFirst called once, at the first SIGINT or SIGTERM */
export function interruptible(onFirst: () => void): Interrupt {
  const controller = new AbortController();
  const handler = (): void => {
    if (controller.signal.aborted) process.exit(130);
    onFirst();
    controller.abort();
  };
  process.on('SIGINT', handler);
  process.on('SIGTERM', handler);
  return {
    signal: controller.signal,
    stop: () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    },
  };
}

/** For a command that has nothing to end in order. By way of `exit` the browser is ended and its temporary folders go. */
export function leaveOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
}
