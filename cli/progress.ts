/** Progress of a run: one live line on a terminal, plain lines elsewhere, nothing when quiet. */

import { styleText } from 'node:util';

export interface Progress {
  /** Counts one finished case; `verdict` decides the tally and whether a line is worth printing. */
  tick: (id: string, verdict: string, reason: string) => void;
  /** A sentence above the live line. */
  say: (text: string) => void;
  end: () => void;
}

const colours: Record<string, Parameters<typeof styleText>[0]> = {
  pass: 'green',
  fail: 'red',
  warn: 'yellow',
  inconclusive: 'magenta',
  'not-applicable': 'gray',
};

/** Colours are written to terminals only (and never when NO_COLOR is set), so files stay clean. */
export function paint(colour: Parameters<typeof styleText>[0], text: string, stream: NodeJS.WriteStream): string {
  return stream.isTTY && !process.env['NO_COLOR'] ? styleText(colour, text) : text;
}

/** @param now milliseconds, for the time left */
export function startProgress(total: number, quiet: boolean, stream: NodeJS.WriteStream, now: () => number): Progress {
  if (quiet) return { tick: () => undefined, say: () => undefined, end: () => undefined };
  const started = now();
  const counts = new Map<string, number>();
  let done = 0;
  const clear = (): void => {
    if (stream.isTTY) stream.write('\r\u001b[K');
  };
  const tally = (): string =>
    [...counts].map(([verdict, count]) => paint(colours[verdict] ?? 'white', `${count} ${verdict}`, stream)).join(', ');
  const line = (): string => {
    const left = done > 0 ? Math.ceil((((now() - started) / done) * (total - done)) / 1000) : null;
    return `${done}/${total}  ${tally()}${left === null ? '' : `  ${left} s left`}`;
  };
  return {
    tick: (id, verdict, reason) => {
      done += 1;
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      clear();
      if (verdict === 'fail' || verdict === 'warn' || verdict === 'inconclusive') {
        stream.write(`${paint(colours[verdict] ?? 'white', verdict.padEnd(12), stream)} ${id}  ${reason}\n`);
      }
      if (stream.isTTY) stream.write(line());
      else if (done % 25 === 0 || done === total) stream.write(`${line()}\n`);
    },
    say: (text) => {
      clear();
      stream.write(`${text}\n`);
    },
    end: clear,
  };
}
