/** The result as a table for the terminal. */

import { defaultGate } from './gate.ts';
import { gradeOf } from './grade.ts';
import { groupBy } from './group.ts';
import { visible } from './html/visible.ts';
import { worstFirst } from './order.ts';
import { painter, type Paint } from './paint.ts';
import type { CaseResult, Result, Verdict } from './result.ts';
import { headline } from './verdict.ts';
import { summarize } from './summarize.ts';
import { expected, observed, verdictWords } from './words.ts';

export interface TableOptions {
  /** Colour codes; off by default, so that files and pipes stay plain. */
  color?: boolean;
  /** Where the evidence of a case lies, paths or addresses; none by default. */
  evidenceOf?: (one: CaseResult) => string[];
}

const columns: [verdict: Verdict, head: string][] = [
  ['pass', 'pass'],
  ['fail', 'fail'],
  ['warn', 'warn'],
  ['inconclusive', 'open'],
  ['not-applicable', 'n/a'],
];

function table(result: Result, paint: Paint): string[] {
  const { byArea, verdicts: all } = summarize(result.cases);
  const areas = Object.entries(byArea).map(([area, counts]) => [visible(area, 30), counts] as const);
  const width = Math.max(8, ...areas.map(([area]) => area.length));
  const line = (name: string, cell: (verdict: Verdict, head: string) => string): string =>
    `  ${name.padEnd(width)} ${columns.map(([verdict, head]) => cell(verdict, head)).join('')}`;
  const figure = (verdict: Verdict, number: number): string => {
    const text = (number === 0 ? '·' : String(number)).padStart(6);
    return number === 0 ? paint('quiet', text) : paint(verdict, text);
  };
  return [
    line('', (_, head) => paint('quiet', head.padStart(6))),
    ...areas.map(([area, counts]) => line(area, (verdict) => figure(verdict, counts[verdict]))),
    line('total', (verdict) => figure(verdict, all[verdict])),
  ];
}

/** The title is the requirement already. */
function withoutDuty(text: string): string {
  return text.replace(/ It (?:must|should|may) (?:refuse|accept) this\.$/, '');
}

/** A failure says what a developer needs to begin: requirement, expected, actual, evidence. Everything else is two lines. */
function finding(one: CaseResult, paint: Paint, evidence: string[]): string[] {
  const known = one.new === true ? ' (new, not scored)' : one.known ? ' (known)' : '';
  const title = visible(one.title, 120);
  const actual = visible(withoutDuty(observed(one)), 300);
  const head = `  ${paint(one.verdict, verdictWords[one.verdict].mark)} ${visible(one.id, 120)}  ${paint('quiet', `${one.impact}, ${one.level}${known}`)}`;
  if (one.verdict !== 'fail') return [head, `    ${title}: ${actual}`];
  const row = (name: string, text: string): string => `      ${paint('quiet', name.padEnd(12))} ${text}`;
  return [
    head,
    `    ${title}`,
    ...one.spec.slice(0, 1).map((spec) => row('requirement', visible(cited(spec), 300))),
    row('expected', visible(expected(one), 300)),
    row('actual', actual),
    ...evidence.map((place, index) => row(index === 0 ? 'evidence' : '', visible(place, 300))),
  ];
}

/** So many cases that are open for one and the same reason are told together: a run that ended early leaves hundreds. */
const manyAlike = 4;

function open(cases: CaseResult[], paint: Paint): string[] {
  return [...groupBy(cases, observed)].flatMap(([reason, alike]) => {
    if (alike.length < manyAlike) return alike.flatMap((one) => finding(one, paint, []));
    const names = alike.slice(0, 5).map(({ id }) => visible(id, 120));
    const rest = alike.length - names.length;
    return [
      `  ${paint('inconclusive', verdictWords.inconclusive.mark)} ${alike.length} cases: ${visible(reason, 300)}`,
      `    ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    ];
  });
}

function cited({ document, section, url }: CaseResult['spec'][number]): string {
  return [document, section, url].filter((part) => part !== '').join(' ');
}

/** The verdict in a sentence, counts by area, and every finding; ends without a line break. */
export function summaryTable(result: Result, options: TableOptions = {}): string {
  const { color = false, evidenceOf = () => [] } = options;
  const paint = painter(color);
  const head = headline(result);
  const gate = result.run.gate ?? defaultGate(result);
  const ordered = worstFirst(result.cases);
  const findings = [
    ...ordered
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .flatMap((one) => finding(one, paint, evidenceOf(one))),
    ...open(
      ordered.filter(({ verdict }) => verdict === 'inconclusive'),
      paint,
    ),
  ];
  const tone = { good: 'pass', careful: 'warn', bad: 'fail', open: 'inconclusive' } as const;
  return [
    paint('title', visible(result.target.name, 120)),
    '',
    ...table(result, paint),
    ...(findings.length > 0 ? ['', ...findings] : []),
    '',
    paint(tone[head.tone], visible(head.sentence, 400)),
    head.detail,
    // Not the gate's reason: it names the findings above once more.
    `Security grade ${gradeOf(result).letter ?? 'none'}; a gate returns exit code ${gate.exitCode}.`,
  ].join('\n');
}
