/** Where a person finds the evidence of a case on this machine. */

import path from 'node:path';
import { caseFolder, hasFiles } from '../reports/cases/files.ts';
import type { CaseResult, Result } from '../reports/result.ts';

/**
 * Gives a case's places, the most telling first: its place in the report, the page that replays it, the picture.
 * @param out the output folder as the command line names it
 * @param written what was rendered
 */
export function evidenceIn(result: Result, out: string, written: string[]): (one: CaseResult) => string[] {
  const report = written.find((place) => place.endsWith('.html'));
  const below = (place: string): string => path.join(out, place);
  return (one) => {
    const folder = caseFolder(one.id);
    const picture = one.evidence.findLast(({ kind }) => kind === 'screenshot')?.path;
    return [
      report === undefined ? below('result.json') : `${below('report.html')}#${one.id}`,
      ...(report !== undefined && folder !== null && hasFiles(one, result) ? [below(`${folder}/replay.html`)] : []),
      ...(picture === undefined ? [] : [below(picture)]),
    ];
  };
}
