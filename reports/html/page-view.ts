/** The whole page as data: what the template writes, and nothing that the template would have to decide. */

import { caseFolder, hasFiles } from '../cases/files.ts';
import { missingFrom } from '../file.ts';
import { defaultGate } from '../gate.ts';
import { gradeOf, type Grade } from '../grade.ts';
import { worstFirst } from '../order.ts';
import type { CaseResult, Layer, Result, Verdict } from '../result.ts';
import { summarize, verdicts } from '../summarize.ts';
import { headline, type Headline } from '../verdict.ts';
import { count, duration, instant, layerWords, verdictWords } from '../words.ts';
import { caseView, type CaseView } from './case-view.ts';
import { type ClaimsTable, claimsTable } from './claims.ts';
import { imagesFrom } from './images.ts';
import { type ControlView, controlViews, type LeftView, leftView, type SwitchView, switchViews } from './run-view.ts';
import { charts, type Chart } from './picture.ts';
import { visibleDeep } from './visible.ts';

export interface PageView {
  title: string;
  target: Result['target'];
  facts: { name: string; value: string }[];
  switches: SwitchView[] | null;
  when: string;
  took: string | null;
  headline: Headline;
  grade: Grade;
  gate: { exitCode: number; reason: string; failOn: string };
  missing: string[];
  notes: string[];
  tiles: { verdict: Verdict; number: number; word: string; mark: string }[];
  total: number;
  controls: ControlView[];
  claims: ClaimsTable | null;
  charts: Chart[][];
  groups: { heading: string; explanation: string; cases: CaseView[]; atAGlance: CaseView[]; more: string }[];
  passed: CaseView[];
  notApplicable: CaseView[];
  left: LeftView | null;
  choices: { areas: string[]; impacts: string[]; levels: string[]; layers: { value: string; word: string }[] };
}

/** Characters of evidence in the whole page: escaped as HTML that stays below 10 MB. */
const evidenceBudget = 5_500_000;

/** Evidence is cut when it is laid out, not here: JSON cut in its middle could not be read. */
function limitOf(key: string): number {
  if (key === 'text') return Number.POSITIVE_INFINITY;
  return key === 'title' || key === 'name' || key === 'id' || key === 'area' ? 300 : 1_500;
}

function withVisibleText(result: Result): Result {
  const evidenceApart = { ...result, cases: result.cases.map((one) => ({ ...one, evidence: [] })) };
  const shown = visibleDeep(evidenceApart, limitOf);
  return {
    ...shown,
    cases: shown.cases.map((one, index) => ({ ...one, evidence: result.cases[index]?.evidence ?? [] })),
  };
}

/** Ids are anchors as they stand, so that a link to a case can be written by hand; odd or repeated ones get a number. */
function anchors(cases: CaseResult[]): (one: CaseResult) => string {
  const taken = new Set<string>();
  const names = new Map<CaseResult, string>();
  for (const [index, one] of cases.entries()) {
    const name = /^[\w.@-]+\/[\w./@-]{1,200}$/.test(one.id) && !taken.has(one.id) ? one.id : `case-${index + 1}`;
    taken.add(name);
    names.set(one, name);
  }
  return (one) => names.get(one) ?? '';
}

function present<T extends string>(values: T[]): T[] {
  return [...new Set(values)];
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

const groupTexts: [verdict: Verdict, heading: string, explanation: string][] = [
  ['fail', 'Failures', 'What the service provider must not do, but did. The costliest come first.'],
  ['warn', 'Warnings', 'Recommendations that are not followed.'],
  ['inconclusive', 'Could not be judged', 'No verdict is better than a wrong one: each says what stood in the way.'],
];

/** A run that ended early leaves hundreds of open cases; nobody reads their titles one after the other. */
const openAtAGlance = 10;

function glance(cases: CaseView[], verdict: Verdict): { atAGlance: CaseView[]; more: string } {
  const atAGlance = verdict === 'inconclusive' ? cases.slice(0, openAtAGlance) : cases;
  const rest = cases.length - atAGlance.length;
  return { atAGlance, more: rest === 0 ? '' : `and ${rest} more that could not be judged` };
}

function optional(name: string, value: string | undefined): PageView['facts'] {
  return value ? [{ name, value }] : [];
}

function factsOf(result: Result): PageView['facts'] {
  const { run, target } = result;
  return [
    { name: 'Entity ID', value: target.entityId },
    { name: 'ACS URL', value: target.acsUrl },
    ...optional('Sign-in starts at', target.startUrl),
    ...optional('Protected page', target.protectedPage),
    { name: 'Capabilities claimed', value: target.capabilities.join(', ') || 'none' },
    {
      name: 'Clock of the service provider',
      value: target.clockOffsetSeconds === null ? 'could not be read' : `${target.clockOffsetSeconds} s from ours`,
    },
    ...optional(
      'Tolerated clock skew',
      target.clockSkewSeconds === undefined ? undefined : `${target.clockSkewSeconds} s`,
    ),
    ...optional('Authorization', target.authorization),
    ...optional(
      'Options of the sample',
      Object.entries(target.sampleOptions ?? {})
        .map(([name, value]) => `${name}: ${value}`)
        .join(', '),
    ),
    { name: 'Identity provider', value: `${run.idp.entityId} at ${run.idp.baseUrl}` },
    {
      name: 'Catalogue',
      value: `${run.catalogue.name ?? run.catalogue.digest}, ${count(run.catalogue.cases, 'case')}`,
    },
    {
      name: 'Driver',
      value: `${run.driver}${run.browser ? ` (${run.browser})` : ''}, ${count(run.workers, 'worker')}`,
    },
    ...optional('Switches', run.switches?.join(' ')),
    { name: 'Run', value: `${run.id}, ${run.tool.name} ${run.tool.version}` },
    { name: 'Profile', value: target.profileDigest },
  ];
}

export interface PageOptions {
  /** Where the images lie; without it the page has none. */
  baseDir?: string;
  /** The files of `cases/` are beside the page. */
  caseFiles?: boolean;
}

/** The view of a result. */
export function pageView(recorded: Result, { baseDir, caseFiles = false }: PageOptions = {}): PageView {
  const result = withVisibleText(recorded);
  const ordered = worstFirst(result.cases);
  const scored = ordered.filter((one) => one.new !== true);
  const around = {
    rerun: result.run.rerun,
    budget: { left: evidenceBudget },
    images: imagesFrom(baseDir),
    idpOrigin: originOf(recorded.run.idp.baseUrl),
    anchorOf: anchors(ordered),
    folderOf: (one: CaseResult): string | null => (caseFiles && hasFiles(one, recorded) ? caseFolder(one.id) : null),
  };
  const having = (verdict: Verdict): CaseView[] =>
    scored.filter((one) => one.verdict === verdict).map((one) => caseView(one, around));
  const summary = summarize(scored);
  const { gate = defaultGate(result), startedAt, finishedAt } = result.run;
  const groups = groupTexts.map(([verdict, heading, explanation]) => {
    const cases = having(verdict);
    return { heading, explanation, cases, ...glance(cases, verdict) };
  });
  const added = ordered.filter((one) => one.new === true).map((one) => caseView(one, around));
  const later = {
    heading: `New since ${result.run.catalogue.name ?? 'the frozen catalogue'}`,
    explanation: 'Cases that were added later: listed, not scored.',
    cases: added,
    atAGlance: added,
    more: '',
  };
  return {
    title: `${result.target.name} · SAML conformance`,
    target: result.target,
    facts: factsOf(result),
    switches: switchViews(result),
    when: instant(startedAt),
    took: finishedAt === null ? null : duration(new Date(finishedAt).getTime() - new Date(startedAt).getTime()),
    headline: headline(result),
    grade: gradeOf(result),
    gate,
    missing: missingFrom(result),
    notes: result.run.notes ?? [],
    tiles: verdicts.map((verdict) => ({
      verdict,
      number: summary.verdicts[verdict],
      word: verdictWords[verdict].many,
      mark: verdictWords[verdict].mark,
    })),
    total: result.cases.length,
    controls: controlViews(result.controls),
    claims: claimsTable(recorded.claims),
    left: leftView(recorded),
    charts: charts(scored),
    groups: [...groups, later].filter((group) => group.cases.length > 0),
    passed: having('pass'),
    notApplicable: having('not-applicable'),
    choices: {
      areas: present(result.cases.map((one) => one.area)),
      impacts: present(ordered.map((one) => one.impact)),
      levels: present(result.cases.map((one) => one.level)),
      layers: present<Layer>(result.cases.map((one) => one.layer)).map((value) => ({ value, word: layerWords[value] })),
    },
  };
}
