/** A Markdown summary for a job page or a comment on a pull request. */

import { missingFrom } from './file.ts';
import { defaultGate } from './gate.ts';
import { gradeOf } from './grade.ts';
import { claimCounts } from './html/claims.ts';
import { codeSpan, plain } from './markdown-text.ts';
import { worstFirst } from './order.ts';
import type { CaseResult, Result, Verdict } from './result.ts';
import { countsOf, verdicts } from './summarize.ts';
import { headline } from './verdict.ts';
import { instant, observed, verdictWords } from './words.ts';

// Comments on GitHub are refused beyond 65,536 characters.
const mostFindings = 60;

function row(one: CaseResult): string {
  const known = one.new === true ? ' (new, not scored)' : one.known ? ' (known)' : '';
  return `| ${verdictWords[one.verdict].mark} ${one.verdict}${known} | ${codeSpan(one.id)} | ${plain(one.title, 120)} | ${one.impact} | ${one.level} | ${plain(observed(one))} |`;
}

/** The result as Markdown (GitHub and GitLab flavour), below 65,536 characters. */
export function renderMarkdown(result: Result): string {
  const head = headline(result);
  const grade = gradeOf(result);
  const gate = result.run.gate ?? defaultGate(result);
  const counts = countsOf(result.cases);
  const found = worstFirst(result.cases).filter((one) => ['fail', 'warn', 'inconclusive'].includes(one.verdict));
  const missing = missingFrom(result);
  const counted = (verdict: Verdict): string => String(counts[verdict]);
  return [
    `## SAML conformance: ${plain(result.target.name, 120)}`,
    '',
    `**${plain(head.sentence)}** ${plain(head.detail)}`,
    '',
    ...(missing.length > 0 ? [...missing.map((one) => `> ${plain(one)}`), ''] : []),
    `Security grade: **${grade.letter ?? 'none'}** (${plain(grade.reason)}) · Gate: exit code **${gate.exitCode}**. ${plain(gate.reason)}`,
    '',
    `| ${verdicts.map((verdict) => verdictWords[verdict].many).join(' | ')} |`,
    `|${verdicts.map(() => '---:|').join('')}`,
    `| ${verdicts.map(counted).join(' | ')} |`,
    '',
    ...(found.length > 0
      ? [
          '| Verdict | Case | Title | Impact | Level | Observed |',
          '|---|---|---|---|---|---|',
          ...found.slice(0, mostFindings).map(row),
          ...(found.length > mostFindings ? ['', `… and ${found.length - mostFindings} more in the report.`] : []),
          '',
        ]
      : []),
    ...(result.claims?.shown === true && result.claims.entries.length > 0
      ? [`Claims beside what the service provider shows: ${claimCounts(result.claims)}.`, '']
      : []),
    `${plain(instant(result.run.startedAt))} · ${plain(result.run.tool.name, 60)} ${plain(result.run.tool.version, 60)} · ${plain(result.target.entityId)}`,
    '',
  ].join('\n');
}
