/** What a run has done so far, area by area, and its lines for a terminal; knows no stream and no clock. */

import { visible } from '../reports/html/visible.ts';
import type { Paint } from '../reports/paint.ts';
import type { Verdict, VerdictCounts } from '../reports/result.ts';
import { noCounts, verdicts } from '../reports/summarize.ts';
import { tally, verdictWords } from '../reports/words.ts';

export interface Finding {
  id: string;
  verdict: Verdict;
  reason: string;
}

export interface Area {
  name: string;
  total: number;
  done: number;
  counts: VerdictCounts;
  findings: Finding[];
  /** Cases that are being driven right now. */
  current: Set<string>;
}

export interface Tree {
  areas: Area[];
  /** Of every area together. */
  counts: VerdictCounts;
  begin: (id: string) => void;
  /** @returns the area, when this was its last case */
  finish: (id: string, verdict: Verdict, reason: string) => Area | undefined;
  done: () => number;
  total: number;
}

export function plantTree(cases: readonly { id: string; area: string }[]): Tree {
  const areas = new Map<string, Area>();
  const areaOf = new Map<string, Area>();
  for (const { id, area: name } of cases) {
    const area = areas.get(name) ?? {
      name,
      total: 0,
      done: 0,
      counts: noCounts(),
      findings: [],
      current: new Set(),
    };
    area.total += 1;
    areas.set(name, area);
    areaOf.set(id, area);
  }
  const all = [...areas.values()];
  const counts = noCounts();
  return {
    areas: all,
    counts,
    total: cases.length,
    done: () => all.reduce((sum, { done }) => sum + done, 0),
    begin: (id) => void areaOf.get(id)?.current.add(id),
    finish: (id, verdict, reason) => {
      const area = areaOf.get(id);
      if (area === undefined) return undefined;
      area.current.delete(id);
      area.done += 1;
      area.counts[verdict] += 1;
      counts[verdict] += 1;
      if (verdict === 'fail' || verdict === 'warn' || verdict === 'inconclusive') {
        area.findings.push({ id, verdict, reason });
      }
      return area.done === area.total ? area : undefined;
    },
  };
}

/** Areas that have begun and not ended. */
export function underWay({ areas }: Tree): Area[] {
  return areas.filter(({ done, total, current }) => done < total && (done > 0 || current.size > 0));
}

/** `✕ audience      12/12  2 failed, 10 passed`; a mark only once the area has ended. */
export function areaLine({ name, total, done, counts }: Area, width: number, paint: Paint): string {
  const worst = verdicts.find((verdict) => counts[verdict] > 0) ?? 'pass';
  const mark = done < total ? ' ' : paint(worst, verdictWords[worst].mark);
  const share = `${done}/${total}`.padStart(7);
  return `${mark} ${visible(name, 40).padEnd(width)} ${share}  ${tally(counts, paint)}`.trimEnd();
}

/** The area and, as its branches, what was found in it; reasons may quote the SP and are made visible. */
export function areaBranch(area: Area, width: number, paint: Paint): string[] {
  const found = area.findings.map(
    ({ id, verdict, reason }) =>
      `    ${paint(verdict, verdictWords[verdict].mark)} ${visible(id, 120)}  ${visible(reason, 300).replaceAll('\n', ' ')}`,
  );
  return [areaLine(area, width, paint), ...found];
}
