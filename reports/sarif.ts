/** SARIF 2.1.0: findings as code-scanning tools read them, one rule a case with its help. */

import { usualFix } from './fixes.ts';
import { worstFirst } from './order.ts';
import type { CaseResult, Result } from './result.ts';
import { countsOf } from './summarize.ts';
import { visible } from './html/visible.ts';
import { expected, impactWords, observed } from './words.ts';

// GitHub sorts by this number (0–10); the values follow the order of impacts, not a CVSS calculation.
const severity: Record<CaseResult['impact'], string> = {
  impersonation: '9.8',
  takeover: '8.8',
  replay: '7.5',
  disclosure: '6.5',
  'request-forgery': '6.1',
  denial: '5.3',
  interoperability: '0.0',
  hygiene: '3.1',
};

function webAddress(url: string): string | undefined {
  return URL.canParse(url) && /^https?:/.test(url) ? new URL(url).href : undefined;
}

function markdownText(text: string): string {
  return visible(text, 1_500).replace(/[\\`*_[\]<>#|]/g, (character) => `\\${character}`);
}

function rule(one: CaseResult): object {
  const help = webAddress(one.spec[0]?.url ?? '');
  const specs = one.spec.map((spec) => `${spec.document} ${spec.section}`.trim());
  const text = [
    one.why,
    `Expected: ${expected(one)}`,
    one.fix ?? usualFix(one.forgets) ?? '',
    `Requirement: ${specs.join('; ')}`,
  ].filter(Boolean);
  return {
    id: visible(one.id, 300),
    shortDescription: { text: visible(one.title, 300) || one.id },
    fullDescription: { text: visible(one.why, 1_000) || one.id },
    help: { text: visible(text.join('\n'), 3_000), markdown: text.map(markdownText).join('\n\n') },
    ...(help === undefined ? {} : { helpUri: help }),
    defaultConfiguration: { level: one.level === 'must' ? 'error' : one.level === 'should' ? 'warning' : 'note' },
    properties: {
      tags: one.impact === 'interoperability' ? ['saml', one.impact] : ['security', 'saml', one.impact],
      ...(one.impact === 'interoperability' ? {} : { 'security-severity': severity[one.impact] }),
      precision: 'very-high',
    },
  };
}

function finding(one: CaseResult, index: number, result: Result): object {
  const who = one.identity === null ? '' : ` Signed in: ${one.identity}.`;
  return {
    ruleId: visible(one.id, 300),
    ruleIndex: index,
    level: one.verdict === 'fail' ? 'error' : one.verdict === 'warn' ? 'warning' : 'note',
    kind: one.verdict === 'inconclusive' ? 'review' : 'fail',
    message: { text: visible(`${one.title}: ${observed(one)}${who} Impact: ${impactWords[one.impact]}.`, 2_000) },
    // Code scanning demands a place; an endpoint has none, so the profile stands in for it.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'target.yaml' }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: visible(result.target.entityId, 500), kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'samlproof/v1': visible(`${result.target.entityId} ${one.id}`, 600) },
    ...(one.known && one.known.state !== 'expired'
      ? { suppressions: [{ kind: 'external', justification: visible(one.known.reason, 500) }] }
      : {}),
  };
}

/** The findings (failed, warned, inconclusive) as SARIF 2.1.0. A SARIF result of kind `review` has level `none`. */
export function renderSarif(result: Result): string {
  const found = worstFirst(result.cases).filter(
    (one) => ['fail', 'warn', 'inconclusive'].includes(one.verdict) && one.new !== true,
  );
  const results = found.map((one, index) => {
    const made = finding(one, index, result);
    return one.verdict === 'inconclusive' ? { ...made, level: 'none' } : made;
  });
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: visible(result.run.tool.name, 100),
            version: visible(result.run.tool.version, 100),
            rules: found.map(rule),
          },
        },
        automationDetails: { id: visible(`samlproof/${result.target.name}/${result.run.id}`, 300) },
        invocations: [
          {
            executionSuccessful: result.complete === true,
            startTimeUtc: result.run.startedAt,
            ...(result.run.finishedAt === null ? {} : { endTimeUtc: result.run.finishedAt }),
          },
        ],
        results,
        properties: { summary: countsOf(result.cases) },
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
}
