/** Asks in the terminal; Ctrl-C and Ctrl-D leave with nothing written. */

import { createInterface } from 'node:readline/promises';
import type { Ask } from './wizard.ts';

/** The person left; 130 is what a shell reports for Ctrl-C. */
class Left extends Error {
  readonly code = 'SP_LEFT';
  readonly exitCode = 130;
}

export interface Terminal {
  ask: Ask;
  say: (reason: string) => void;
  close: () => void;
}

export function openTerminal(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Terminal {
  const lines = createInterface({ input, output });
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  lines.once('SIGINT', leave);
  lines.once('close', leave);
  return {
    ask: async (text, fallback) => {
      try {
        return await lines.question(`${text}${fallback === '' ? '' : ` [${fallback}]`}: `, { signal: gone.signal });
      } catch (cause) {
        if (!gone.signal.aborted) throw cause;
        output.write('\n');
        throw new Left('left before the end; nothing was written', { cause });
      }
    },
    say: (reason) => output.write(`  ${reason}\n`),
    close: () => lines.close(),
  };
}
