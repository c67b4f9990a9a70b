/** The findings of many runs as a picture: one line a verdict, drawn as SVG. */

import type { Verdict, VerdictCounts } from '../result.ts';
import { verdictWords } from '../words.ts';

/** What is plotted; passed cases would flatten the rest and stand in the table. */
export const plotted = ['fail', 'warn', 'inconclusive'] as const satisfies Verdict[];

export interface Trend {
  width: number;
  height: number;
  left: number;
  right: number;
  /** In words, for those who do not see the picture. */
  words: string;
  ticks: { y: number; textY: number; value: number }[];
  labels: { x: number; text: string; anchor: 'start' | 'middle' | 'end' }[];
  labelY: number;
  lines: { verdict: Verdict; points: string; dots: { x: number; y: number; title: string }[] }[];
}

const width = 960;
const height = 260;
const left = 44;
const right = 944;
const top = 14;
const bottom = 222;

/** Steps of 1, 2 or 5 times a power of ten, so that at most six lines are drawn. */
function stepFor(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / 5)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= 5) ?? power * 10;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The picture of these runs, oldest first; null for fewer than two. `day` is how the axis names a run. */
export function trendOf(runs: { day: string; verdicts: VerdictCounts }[]): Trend | null {
  if (runs.length < 2) return null;
  const most = Math.max(1, ...runs.flatMap(({ verdicts }) => plotted.map((verdict) => verdicts[verdict])));
  const step = stepFor(most);
  const ceiling = Math.ceil(most / step) * step;
  const x = (index: number): number => round(left + 16 + (index * (right - left - 32)) / (runs.length - 1));
  const y = (value: number): number => round(bottom - (value * (bottom - top)) / ceiling);
  const every = Math.ceil(runs.length / 8);
  const ticks = Array.from({ length: Math.round(ceiling / step) + 1 }, (_, index) => index * step);
  const first = runs[0]?.verdicts;
  const last = runs.at(-1)?.verdicts;
  return {
    width,
    height,
    left,
    right,
    words: plotted
      .map((verdict) => `${verdictWords[verdict].many} from ${first?.[verdict] ?? 0} to ${last?.[verdict] ?? 0}`)
      .join(', '),
    ticks: ticks.map((value) => ({ value, y: y(value), textY: y(value) + 4 })),
    labels: runs.flatMap(({ day }, index) =>
      index % every === 0 || index === runs.length - 1
        ? [{ x: x(index), text: day, anchor: index === 0 ? 'start' : index === runs.length - 1 ? 'end' : 'middle' }]
        : [],
    ),
    labelY: bottom + 24,
    lines: plotted.map((verdict) => ({
      verdict,
      points: runs.map(({ verdicts }, index) => `${x(index)},${y(verdicts[verdict])}`).join(' '),
      dots: runs.map(({ day, verdicts }, index) => ({
        x: x(index),
        y: y(verdicts[verdict]),
        title: `${day}: ${verdicts[verdict]} ${verdictWords[verdict].many}`,
      })),
    })),
  };
}
