/** The counts as pictures: one stacked bar a group, drawn as SVG so that it needs no style attribute and prints. */

import type { CaseResult, Verdict } from '../result.ts';
import { countsOf, verdicts } from '../summarize.ts';
import { impacts, layerWords, levels, tally } from '../words.ts';

export interface Bar {
  label: string;
  total: number;
  /** All counts in words, for those who do not see the bar. */
  words: string;
  /** Width of the whole bar in a view box of 100. */
  parts: { verdict: Verdict; x: number; width: number }[];
  failed: number;
}

export interface Chart {
  title: string;
  bars: Bar[];
}

function barOf(label: string, cases: CaseResult[], most: number): Bar {
  const counts = countsOf(cases);
  let x = 0;
  const parts = verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => {
      const width = (counts[verdict] / most) * 100;
      const part = { verdict, x, width };
      x += width;
      return part;
    });
  return {
    label,
    total: cases.length,
    words: tally(counts),
    parts: parts.map((part) => ({ ...part, x: round(part.x), width: round(part.width) })),
    failed: counts.fail,
  };
}

const mostBars = 28;

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function chartOf(title: string, cases: CaseResult[], key: (one: CaseResult) => string, order: string[]): Chart {
  const names = [...new Set(cases.map(key))];
  const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  names.sort((one, other) => place(one) - place(other));
  const kept = names.length > mostBars ? names.slice(0, mostBars - 1) : names;
  const groups = kept.map((name) => ({ name, members: cases.filter((one) => key(one) === name) }));
  const rest = cases.filter((one) => !kept.includes(key(one)));
  if (rest.length > 0) groups.push({ name: 'others', members: rest });
  const most = Math.max(1, ...groups.map((group) => group.members.length));
  return { title, bars: groups.map((group) => barOf(group.name, group.members, most)) };
}

/** Counts by impact, level, layer and area, as two columns. Areas stand in the order of the run. */
export function charts(cases: CaseResult[]): Chart[][] {
  return [
    [
      chartOf('Impact', cases, (one) => one.impact, impacts),
      chartOf('Level', cases, (one) => one.level, levels),
      chartOf('Layer', cases, (one) => layerWords[one.layer], Object.values(layerWords)),
    ],
    [chartOf('Area', cases, (one) => one.area, [])],
  ];
}
