/** Picks the evidence of a case apart for the page, within a budget that keeps the whole page small. */

import type { CaseResult, EvidenceKind } from '../result.ts';
import { prettyXml } from './pretty-xml.ts';
import { trails } from './trail.ts';
import { elide, visible, visibleDeep } from './visible.ts';

/** Characters of evidence that the page may still take in. Findings draw first, passed cases from what is left. */
export interface Budget {
  left: number;
}

/** One folded text. */
export interface Folded {
  title: string;
  text: string;
}

const perText = 48_000;
const leftOut = 'Left out to keep this page small; result.json has it.';

/** The text as long as the budget lasts, else a sentence that says where it is. */
export function spend(budget: Budget, text: string): string {
  const cut = visible(text, perText);
  if (cut.length > budget.left) return leftOut;
  budget.left -= cut.length;
  return cut;
}

/** Texts of a kind, as recorded. */
export function texts(one: CaseResult, kind: EvidenceKind): string[] {
  return one.evidence.flatMap((piece) => (piece.kind === kind && piece.text !== undefined ? [piece.text] : []));
}

export interface TrailRow {
  method: string;
  url: string;
  status: string;
  good: boolean;
  location: string | null;
  cookies: string[];
}

/** The HTTP trail as rows; at most 60, addresses without their middle. */
export function trailRows(one: CaseResult, budget: Budget): TrailRow[] {
  const steps = trails(one).flat().slice(0, 60);
  const rows = visibleDeep(steps, () => 4_000).map((step) => ({
    method: step.method,
    url: elide(step.url, 150, 30),
    status: String(step.status),
    good: step.status < 400,
    location: step.location === undefined ? null : elide(step.location, 150, 30),
    cookies: step.setCookies.slice(0, 20).map((cookie) => elide(cookie, 200, 20)),
  }));
  const size = rows.reduce((sum, row) => sum + row.url.length + (row.location?.length ?? 0) + 200, 0);
  if (size > budget.left) return [];
  budget.left -= size;
  return rows;
}

const foldedTitles: [kind: EvidenceKind, title: string, xml: boolean][] = [
  ['request-xml', 'AuthnRequest of the service provider', true],
  ['response-xml', 'Response as sent, raw', false],
  ['shown', 'What the service provider showed', false],
  ['acs-page', 'Page after the post', false],
  ['relay-state', 'RelayState', false],
  ['form', 'Form fields', false],
  ['console', 'Console of the browser', false],
  ['findings', 'Findings, as recorded', false],
  ['metadata', 'Metadata of the service provider', true],
];

/** Everything that is folded away: messages, pages, console. */
export function foldedTexts(one: CaseResult, budget: Budget): Folded[] {
  return foldedTitles.flatMap(([kind, title, xml]) =>
    one.evidence
      .filter((piece) => piece.kind === kind && piece.text !== undefined && piece.text.trim() !== '')
      .map((piece) => {
        const text = piece.text ?? '';
        const label = piece.label === undefined ? '' : `: ${visible(piece.label, 120)}`;
        const cut = piece.truncated === true ? ' (cut when it was recorded)' : '';
        return {
          title: `${title}${label}${cut}`,
          text: spend(budget, xml ? prettyXml(text.slice(0, perText)).join('\n') : text),
        };
      }),
  );
}
