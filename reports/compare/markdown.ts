/** A comparison as Markdown, for a comment on a pull request. */

import { codeSpan, plain } from '../markdown-text.ts';
import { instant } from '../words.ts';
import { type Change, type Comparison, kinds, type RunFacts } from './comparison.ts';
import { comparisonInWords, kindWords, sideInWords, toldOf } from './words.ts';

// Comments on GitHub are refused beyond 65,536 characters.
const mostCharacters = 58_000;

function runInWords(run: RunFacts): string {
  return `${plain(instant(run.startedAt), 60)}, ${plain(run.tool, 80)}, grade ${run.grade ?? 'none'}`;
}

function row(change: Change): string {
  const sides = [change.before, change.after].map((side) => plain(sideInWords(side), 80));
  return `| ${codeSpan(change.id)} | ${plain(change.title, 120)} | ${sides.join(' | ')} | ${plain(toldOf(change), 160)} |`;
}

/** The comparison in GitHub and GitLab flavour, below 65,536 characters. */
export function renderComparisonMarkdown(comparison: Comparison): string {
  const { older, newer, doubts, changes } = comparison;
  let left = mostCharacters;
  const fits = (line: string): boolean => {
    left -= line.length + 1;
    return left > 0;
  };
  const tables = kinds.flatMap((kind) => {
    if (changes[kind].length === 0) return [];
    const rows = changes[kind].map(row).filter(fits);
    const rest = changes[kind].length - rows.length;
    return [
      `### ${kindWords[kind].mark} ${kindWords[kind].heading}: ${changes[kind].length}`,
      '',
      ...(rows.length > 0 ? ['| Case | Title | Before | Now | Observed |', '|---|---|---|---|---|', ...rows] : []),
      ...(rest > 0 ? ['', `… and ${rest} more.`] : []),
      '',
    ];
  });
  return [
    `## SAML conformance compared: ${plain(newer.target, 120)}`,
    '',
    `**${plain(comparisonInWords(comparison))}**`,
    '',
    ...doubts.flatMap((doubt) => [`> ${plain(doubt)}`, '']),
    ...tables,
    `Before: ${runInWords(older)} · Now: ${runInWords(newer)}`,
    '',
  ].join('\n');
}
