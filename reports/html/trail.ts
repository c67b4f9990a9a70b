/** The HTTP trail of a case, read from its evidence; what is not a step is left out. */

import type { CaseResult, TrailStep } from '../result.ts';

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function stepOf(value: unknown): TrailStep[] {
  if (typeof value !== 'object' || value === null) return [];
  const step = value as Record<string, unknown>;
  if (typeof step['url'] !== 'string' || typeof step['status'] !== 'number') return [];
  const cookies = Array.isArray(step['setCookies']) ? step['setCookies'] : [];
  return [
    {
      method: text(step['method']),
      url: step['url'],
      status: step['status'],
      setCookies: cookies.map(text),
      ...(typeof step['location'] === 'string' ? { location: step['location'] } : {}),
    },
  ];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** One list of steps an exchange, in the order of the exchanges. */
export function trails(one: CaseResult): TrailStep[][] {
  return one.evidence
    .filter((piece) => piece.kind === 'trail')
    .map((piece) => {
      const list = parsed(piece.text ?? '');
      return Array.isArray(list) ? list.flatMap(stepOf) : [];
    });
}
