/** The exchange as a picture: who answered whom, in the order of the HTTP trail. */

import type { CaseResult, TrailStep } from '../result.ts';
import { trails } from './trail.ts';
import { elide, visible } from './visible.ts';

export interface Arrow {
  y: number;
  textY: number;
  from: number;
  to: number;
  /** Points of the arrow head. */
  head: string;
  labelX: number;
  anchor: 'start' | 'end';
  label: string;
  statusX: number;
  anchorOut: 'start' | 'end';
  status: string;
  bad: boolean;
}

export interface Sequence {
  height: number;
  lineEnd: number;
  summary: string;
  arrows: Arrow[];
}

const browserX = 360;
const lanes = { sp: 90, idp: 630 };
const rowHeight = 34;

function address(url: string): { origin: string; path: string; asks: boolean } {
  try {
    const parsed = new URL(url);
    return { origin: parsed.origin, path: parsed.pathname, asks: parsed.searchParams.has('SAMLRequest') };
  } catch {
    return { origin: '', path: url, asks: false };
  }
}

/** The picture of a trail; null when there is none. `idpOrigin` tells the two sides apart; at most 12 steps. */
export function sequence(one: CaseResult, idpOrigin: string | undefined): Sequence | null {
  const steps = (trails(one).at(-1) ?? []).slice(0, 12);
  if (steps.length === 0) return null;
  const arrows = steps.map((step, index) => arrowOf(step, index, idpOrigin));
  const lineEnd = 44 + steps.length * rowHeight;
  const summary = steps.map(
    (step) => `${visible(step.method, 20)} ${elide(visible(address(step.url).path), 40, 10)} ${step.status}`,
  );
  return { height: lineEnd + 8, lineEnd, summary: `Steps of the exchange: ${summary.join('; ')}.`, arrows };
}

/** The end of a path: where requests differ. */
function ending(path: string): string {
  return path.length > 26 ? `…${path.slice(-24)}` : path;
}

function arrowOf(step: TrailStep, index: number, idpOrigin: string | undefined): Arrow {
  const { origin, path, asks } = address(step.url);
  const toIdp = idpOrigin === undefined ? asks : origin === idpOrigin;
  const to = toIdp ? lanes.idp : lanes.sp;
  const side = toIdp ? 1 : -1;
  const y = 58 + index * rowHeight;
  const tip = to - side * 4;
  return {
    y,
    textY: y - 6,
    from: browserX,
    to: tip,
    head: `${tip},${y} ${tip - side * 7},${y - 4} ${tip - side * 7},${y + 4}`,
    labelX: browserX + side * 10,
    anchor: toIdp ? 'start' : 'end',
    label: `${visible(step.method, 10)} ${ending(visible(path, 400))}`,
    statusX: to + side * 10,
    anchorOut: toIdp ? 'start' : 'end',
    status: String(step.status),
    bad: step.status >= 400,
  };
}
