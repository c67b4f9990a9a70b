/** docs/coverage.md: which requirement, test number or vulnerability is asked by which case, and which by none. */

import type { Case } from '../../scenarios/case.ts';
import { generated, sourceOf } from './catalogue.ts';
import { lastSpidTest, spidTests } from './spid.ts';

/** Numbered requirements of the two Kantara profiles that speak to a service provider, with the last number of each series. */
const series: [prefix: string, last: number][] = [
  ['SDP-SP', 39],
  ['SDP-MD', 12],
  ['SDP-G', 4],
  ['SDP-ALG', 1],
  ['IIP-SP', 17],
];

function table(head: string, rows: [string, string[]][]): string {
  const lines = rows.map(([name, ids]) => `| ${name} | ${ids.map((id) => `\`${id}\``).join(', ')} |`);
  return [`| ${head} | cases |`, '| --- | --- |', ...lines, ''].join('\n');
}

function uncovered(names: string[]): string {
  return names.length === 0 ? 'None is left out.\n' : `Asked by no case (${names.length}): ${names.join(', ')}.\n`;
}

/** Rows rather than variants: `<area>/<name>`. */
function rowsCiting(cases: Case[], fits: (one: Case) => boolean): string[] {
  return [...new Set(cases.filter(fits).map(({ id }) => id.split('@')[0] ?? id))];
}

function numbered(prefix: string, last: number): string[] {
  return Array.from({ length: last }, (_, at) => `${prefix}${String(at + 1).padStart(2, '0')}`);
}

function kantara(cases: Case[]): string {
  const ids = series.flatMap(([prefix, last]) => numbered(prefix, last));
  const cited = new Map(
    ids.map((id) => [id, rowsCiting(cases, ({ spec }) => spec.some(({ section }) => section === id))]),
  );
  const covered = [...cited].filter(([, found]) => found.length > 0);
  const left = [...cited].filter(([, found]) => found.length === 0).map(([id]) => id);
  return `## Kantara profiles\n\n${table('requirement', covered)}\n${uncovered(left)}`;
}

function spid(cases: Case[]): string {
  const all = Array.from({ length: lastSpidTest }, (_, at) => at + 1);
  const found = new Map(
    all.map((number) => [
      number,
      rowsCiting(cases, ({ catalogueId }) => spidTests[number]?.includes(catalogueId) === true),
    ]),
  );
  const covered = all.filter((number) => found.get(number)?.length);
  const left = all.filter((number) => !found.get(number)?.length).map(String);
  const rows = covered.map((number): [string, string[]] => [String(number), found.get(number) ?? []]);
  return `## SPID response tests\n\n${table('test', rows)}\n${uncovered(left)}`;
}

function vulnerabilities(cases: Case[]): string {
  const documents = new Set(cases.flatMap(({ spec }) => spec.map(({ document }) => document)));
  const known = [...documents]
    .filter((name) => /^(CVE|GHSA|CWE)-/.test(name))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const rows = known.map((name): [string, string[]] => [
    name,
    rowsCiting(cases, ({ spec }) => spec.some((one) => one.document === name)),
  ]);
  return `## Vulnerabilities\n\n${table('known as', rows)}`;
}

function standards(cases: Case[]): string {
  const sources = new Set(
    cases.flatMap(({ spec }) => spec.filter(({ document }) => document.startsWith('SAML V2.0')).map(sourceOf)),
  );
  const rows = [...sources]
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name): [string, string[]] => [
      name,
      rowsCiting(cases, ({ spec }) => spec.some((one) => sourceOf(one) === name)),
    ]);
  return `## Sections of the standard\n\n${table('section', rows)}`;
}

/** @param cases in the order of their ids */
export function coverageDocument(cases: Case[]): string {
  const parts = [kantara(cases), spid(cases), vulnerabilities(cases), standards(cases)];
  return `${generated}\n\n# Coverage\n\nWho asks what; [not-tested.md](not-tested.md) gives reasons for what is left.\n\n${parts.join('\n')}`;
}
