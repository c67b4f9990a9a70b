/** CSV (RFC 4180): one line a case, for a spreadsheet. */

import { visible } from './html/visible.ts';
import type { Result } from './result.ts';

const columns = [
  'id',
  'area',
  'title',
  'verdict',
  'outcome',
  'identity',
  'level',
  'layer',
  'impact',
  'expect',
  'reason',
] as const;

/** Quoted, and never a formula: spreadsheets run cells that begin with = + - @ (OWASP, CSV Injection). */
function cell(value: string | null): string {
  const text = visible(value ?? '', 2_000);
  return `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** The cases in the order of the run, with a line of column names. Lines end in CRLF. */
export function renderCsv(result: Result): string {
  const lines = result.cases.map((one) => columns.map((column) => cell(one[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}
