/** Progress of a run: a living tree of areas on a terminal, a line per ended area elsewhere, nothing when quiet. */

import { styleText } from 'node:util';
import { visible } from '../reports/html/visible.ts';
import { painter, type Paint } from '../reports/paint.ts';
import type { Verdict } from '../reports/result.ts';
import { duration, tally } from '../reports/words.ts';
import { openLiveRegion } from './progress-live.ts';
import { areaBranch, areaLine, plantTree, underWay, type Tree } from './progress-tree.ts';

export interface Progress {
  /** A case is being driven. */
  begin: (id: string) => void;
  /** A case has its verdict, as far as can be said by now. */
  tick: (id: string, verdict: Verdict, reason: string) => void;
  /** A sentence above the tree. */
  say: (text: string) => void;
  /** Leaves the terminal as it was found; areas that were begun and not ended are told. */
  end: () => void;
}

export interface ProgressOptions {
  /** Every case that is going to be driven. */
  cases: readonly { id: string; area: string }[];
  quiet: boolean;
  stream: NodeJS.WriteStream;
  /** Milliseconds, for the time left. */
  now: () => number;
  env?: Record<string, string | undefined>;
}

type Env = Record<string, string | undefined>;

/** A terminal that a person looks at: no file, no pipe, no log of a CI system. */
function isLively(stream: NodeJS.WriteStream, env: Env): boolean {
  return stream.isTTY && !env['CI'] && env['TERM'] !== 'dumb';
}

/** Colours are written to such terminals only (and never when NO_COLOR is set), so files stay clean. */
export function hasColour(stream: NodeJS.WriteStream, env: Env = process.env): boolean {
  return isLively(stream, env) && !env['NO_COLOR'];
}

export function paint(colour: Parameters<typeof styleText>[0], text: string, stream: NodeJS.WriteStream): string {
  return hasColour(stream) ? styleText(colour, text, { validateStream: false }) : text;
}

const nothing = (): undefined => undefined;

export function startProgress({ cases, quiet, stream, now, env = process.env }: ProgressOptions): Progress {
  if (quiet) return { begin: nothing, tick: nothing, say: nothing, end: nothing };
  const tree = plantTree(cases);
  const width = Math.max(0, ...tree.areas.map(({ name }) => visible(name, 40).length));
  const colour = painter(hasColour(stream, env));
  return isLively(stream, env)
    ? liveProgress(tree, width, colour, stream, now)
    : plainProgress(tree, width, colour, stream);
}

function plainProgress(tree: Tree, width: number, colour: Paint, stream: NodeJS.WriteStream): Progress {
  const print = (lines: string[]): void => {
    for (const line of lines) stream.write(`${line}\n`);
  };
  let over = false;
  return {
    begin: tree.begin,
    tick: (id, verdict, reason) => {
      const ended = tree.finish(id, verdict, reason);
      if (ended !== undefined) print(areaBranch(ended, width, colour));
    },
    say: (text) => print([text]),
    end: () => {
      if (over) return;
      over = true;
      for (const area of underWay(tree)) print(areaBranch(area, width, colour));
    },
  };
}

/** How many cases are named below an area, and how often the time left is told anew. */
const namedCases = 3;
const redrawMs = 1_000;

function liveProgress(
  tree: Tree,
  width: number,
  colour: Paint,
  stream: NodeJS.WriteStream,
  now: () => number,
): Progress {
  const region = openLiveRegion(stream);
  const started = now();
  const draw = (): void => region.draw([...underWay(tree).flatMap(livelyBranch), statusLine()]);
  const timer = setInterval(draw, redrawMs);
  timer.unref();

  function livelyBranch(area: Tree['areas'][number]): string[] {
    const current = [...area.current];
    const more = current.length > namedCases ? ` and ${current.length - namedCases} more` : '';
    const named = current.slice(0, namedCases).map((id) => visible(id, 60));
    const below = current.length === 0 ? [] : [`    ${colour('quiet', `${named.join(', ')}${more}`)}`];
    return [areaLine(area, width, colour), ...below];
  }

  function statusLine(): string {
    const done = tree.done();
    // The first answers say little about the rest: browsers are still starting.
    const left = done < 3 ? '' : `  ${duration(((now() - started) / done) * (tree.total - done))} left`;
    const counted = tally(tree.counts, colour);
    return `  ${done}/${tree.total}${counted === '' ? '' : `  ${counted}`}${done === tree.total ? '' : left}`;
  }

  return {
    begin: (id) => {
      tree.begin(id);
      draw();
    },
    tick: (id, verdict, reason) => {
      const ended = tree.finish(id, verdict, reason);
      if (ended !== undefined) region.print(areaBranch(ended, width, colour));
      draw();
    },
    say: (text) => region.print([text]),
    end: () => {
      clearInterval(timer);
      const unfinished = underWay(tree);
      for (const area of unfinished) area.current.clear();
      region.print(unfinished.flatMap((area) => areaBranch(area, width, colour)));
      region.end();
    },
  };
}
