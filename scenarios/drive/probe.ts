/** Decides from a page's facts whether a condition holds and what a probe shows; pure, the same for both drivers. */

import type { PageCondition, PageProbe } from './driver.ts';

/** A page as it stands: what a condition or a probe may ask for. */
export interface PageView {
  url: string;
  status: number | null;
  /** Text of the document without script and style. */
  text: string;
  /** The raw answer, for JSON pages. */
  raw: string;
  /** Text of the first element that each asked selector finds; null when it finds none. */
  selected: Record<string, string | null>;
  /** The texts that this element consists of, one an inner element, trimmed: a table of values comes apart. */
  pieces?: Record<string, string[]>;
}

/** The CSS selectors that must be looked up in the page before these conditions and probes can be decided. */
export function selectorsOf(...asked: (PageCondition | PageProbe | undefined)[]): string[] {
  return [...new Set(asked.flatMap((one) => (one?.selector === undefined ? [] : [one.selector])))];
}

/** True when all given conditions hold; an empty condition never holds, it would prove nothing. */
export function holds(condition: PageCondition, view: PageView): boolean {
  const answers: boolean[] = [];
  if (condition.status !== undefined) answers.push(view.status === condition.status);
  if (condition.url !== undefined) answers.push(globToRegExp(condition.url).test(view.url));
  if (condition.selector !== undefined) answers.push((view.selected[condition.selector] ?? null) !== null);
  if (condition.text !== undefined) answers.push(new RegExp(condition.text, 'm').test(view.text));
  if (condition.json !== undefined) answers.push(atPointer(view.raw, condition.json) !== undefined);
  return answers.length > 0 && answers.every(Boolean);
}

/** The text that a probe shows; null when it finds nothing. */
export function probeText(probe: PageProbe, view: PageView): string | null {
  const value = probeValue(probe, view);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The value that a probe shows, of any JSON type; undefined when it finds nothing. */
export function probeValue(probe: PageProbe, view: PageView): unknown {
  if (probe.json !== undefined) return atPointer(view.raw, probe.json);
  if (probe.selector !== undefined) return view.selected[probe.selector]?.trim();
  if (probe.text !== undefined) return new RegExp(probe.text, 'm').exec(view.text)?.[1];
  return undefined;
}

/** The values that a probe of attributes shows: JSON as it is, of an element its texts one by one. */
export function probeValues(probe: PageProbe, view: PageView): unknown {
  const pieces = probe.selector === undefined ? undefined : view.pieces?.[probe.selector];
  return pieces !== undefined && pieces.length > 1 ? pieces : probeValue(probe, view);
}

/** Follows a JSON pointer (RFC 6901) into a JSON text; undefined when the text is not JSON or nothing stands there. */
export function atPointer(json: string, pointer: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (pointer === '') return value;
  for (const token of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** `*` stands for anything but a slash, `**` for anything, as in Playwright's URL globs. */
export function globToRegExp(glob: string): RegExp {
  const source = glob
    .split('**')
    .map((part) => part.split('*').map(escapeRegExp).join('[^/]*'))
    .join('.*');
  return new RegExp(`^${source}$`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
