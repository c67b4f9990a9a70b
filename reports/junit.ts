/** JUnit XML: one suite an area, one test case a case; for every CI system that draws test results. */

import type { CaseResult, Result } from './result.ts';
import { expected, observed, rerunCommand } from './words.ts';
import { xmlText } from './xml.ts';

function explanation(one: CaseResult, result: Result): string {
  const specs = one.spec.map((spec) => `${spec.document} ${spec.section} ${spec.url}`.replaceAll('  ', ' '));
  return [
    one.why,
    `Expected: ${expected(one)}`,
    `Observed: ${observed(one)}`,
    one.identity === null ? '' : `Signed in: ${one.identity}`,
    ...specs.map((spec) => `Requirement: ${spec}`),
    `Again: ${rerunCommand(result.run.rerun, one.id)}`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

// A warning passes the default gate, so it is no failure here; it says its piece in system-out, which CI systems show.
// What is skipped says why as text: the schema knows no message there, and readers take either.
function body(one: CaseResult, result: Result): string {
  const text = xmlText(explanation(one, result), 8_000);
  const why = xmlText(observed(one), 500);
  if (one.new === true && one.verdict !== 'pass') {
    return `<skipped>${xmlText(`new, not scored: ${observed(one)}`, 500)}</skipped>`;
  }
  if (one.verdict === 'not-applicable') return `<skipped>${why}</skipped>`;
  if (one.verdict === 'fail' && one.known && one.known.state !== 'expired') {
    return `<skipped>${xmlText(`known failure: ${one.known.reason}`, 500)}</skipped>`;
  }
  if (one.verdict === 'fail') return `<failure message="${why}" type="${one.impact}">${text}</failure>`;
  if (one.verdict === 'inconclusive') return `<error message="${why}" type="inconclusive">${text}</error>`;
  if (one.verdict === 'warn') return `<system-out>${text}</system-out>`;
  return one.remark === null ? '' : `<system-out>${xmlText(one.remark)}</system-out>`;
}

function testCase(one: CaseResult, result: Result): { text: string; tag: string; seconds: number } {
  const inner = body(one, result);
  const seconds = one.durationMs / 1_000;
  const tag = /^<([a-z-]+)/.exec(inner)?.[1] ?? '';
  return {
    tag,
    seconds,
    text: `    <testcase name="${xmlText(`${one.id}: ${one.title}`, 400)}" classname="${xmlText(`samlproof.${one.area}`, 200)}" time="${seconds.toFixed(3)}">${inner}</testcase>`,
  };
}

/** The result as JUnit XML. Failures are `failure`, inconclusive cases `error`, not-applicable and known ones `skipped`. */
export function renderJunit(result: Result): string {
  const areas = [...new Set(result.cases.map((one) => one.area))];
  const suites = areas.map((area) => {
    const tests = result.cases.filter((one) => one.area === area).map((one) => testCase(one, result));
    const counted = (tag: string): number => tests.filter((one) => one.tag === tag).length;
    const seconds = tests.reduce((sum, one) => sum + one.seconds, 0).toFixed(3);
    return [
      `  <testsuite name="${xmlText(area, 200)}" tests="${tests.length}" failures="${counted('failure')}" errors="${counted('error')}" skipped="${counted('skipped')}" time="${seconds}" timestamp="${xmlText(result.run.startedAt.slice(0, 19), 40)}" hostname="${xmlText(result.target.name, 200)}">`,
      ...tests.map((one) => one.text),
      '  </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xmlText(`samlproof: ${result.target.name}`, 300)}">\n${suites.join('\n')}\n</testsuites>\n`;
}
