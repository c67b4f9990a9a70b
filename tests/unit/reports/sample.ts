/** Sample results: a realistic one, a large one, and one with hostile text wherever text may stand. */

import { summarize, type CaseResult, type ControlResult, type Evidence, type Result } from '../../../reports/result.ts';
import { sampleRows, type SampleRow } from './sample-cases.ts';
import { requestXml, responseXml, trail } from './sample-messages.ts';

function evidenceOf(row: SampleRow, screenshot: string | undefined): Evidence[] {
  const { outcome, expect } = row.facts;
  if (outcome === null) return [{ kind: 'sent', text: row.sent }];
  const opened = outcome === 'signed-in' || outcome === 'signed-in-as-other';
  return [
    { kind: 'sent', text: row.sent },
    { kind: 'request-xml', text: requestXml },
    { kind: 'response-xml', text: responseXml(row.parts) },
    { kind: 'honest-xml', text: responseXml() },
    { kind: 'trail', text: trail(opened ? 200 : 401) },
    ...(expect === 'reject' && !opened
      ? [
          { kind: 'acs-page', text: 'Internal Server Error' } as const,
          { kind: 'console', text: 'Failed to load resource: 500' } as const,
        ]
      : []),
    ...(opened
      ? [{ kind: 'shown', text: '{"nameId":"b.simon@contoso.com","attributes":{"givenname":"Britta"}}' } as const]
      : []),
    ...(screenshot === undefined ? [] : [{ kind: 'screenshot', path: screenshot } as const]),
  ];
}

/** One case as the judge would report it. */
export function caseOf(row: SampleRow, screenshot?: string): CaseResult {
  const [area = '', name = ''] = row.id.split('/');
  const { outcome } = row.facts;
  return {
    id: row.id,
    variant: row.id.split('@')[1] ?? null,
    catalogueId: `${area}.${name.replaceAll('-', '.')}`,
    area,
    title: row.title,
    ...row.facts,
    why: row.why,
    spec: [{ document: row.section[0], section: row.section[1], url: row.section[2] }],
    identity: null,
    reason: row.reason,
    remark: null,
    known: null,
    flaky: false,
    durationMs: 412,
    exchanges:
      outcome === null
        ? []
        : [
            {
              role: 'judged',
              what: 'sign-in from the start page',
              reachedIdp: true,
              signedIn: outcome.startsWith('signed-in'),
              identity: row.extra?.identity ?? null,
              status: outcome.startsWith('signed-in') ? 200 : 401,
              finalUrl: 'https://notes.example/me',
              failure: outcome === 'broken' ? 'The connection was dropped at the post to the ACS.' : null,
              durationMs: 388,
            },
          ],
    control: 'subject',
    evidence: evidenceOf(row, row.facts.verdict === 'pass' ? undefined : screenshot),
    ...row.extra,
  };
}

const controls: ControlResult[] = [
  {
    name: 'subject',
    shape: { signing: 'assertion', encryption: 'off', initiated: 'sp', user: 'subject' },
    at: '2026-11-22T09:13:40.000Z',
    outcome: 'signed-in',
    shown: 'b.simon@contoso.com',
    sent: 'b.simon@contoso.com',
    durationMs: 702,
  },
  {
    name: 'victim',
    shape: { signing: 'assertion', encryption: 'off', initiated: 'sp', user: 'victim' },
    at: '2026-11-22T09:13:41.000Z',
    outcome: 'signed-in',
    shown: 'v.ictim@contoso.com',
    sent: 'v.ictim@contoso.com',
    durationMs: 655,
  },
  {
    name: 'response signed',
    shape: { signing: 'response', encryption: 'off', initiated: 'sp', user: 'subject' },
    at: '2026-11-22T09:13:42.000Z',
    outcome: 'refused',
    shown: null,
    durationMs: 640,
    declared: false,
    reason: 'The metadata asks for signed assertions (WantAssertionsSigned).',
  },
];

/** A result of these cases, complete. */
export function resultOf(cases: CaseResult[]): Result {
  return {
    schemaVersion: 1,
    run: {
      id: '20261122-091338-7f3a',
      startedAt: '2026-11-22T09:13:38.000Z',
      finishedAt: '2026-11-22T09:14:51.000Z',
      tool: { name: 'samlproof', version: '0.1.0' },
      driver: 'browser',
      workers: 2,
      catalogue: { digest: 'sha256:5b1f0c2ad9e4', cases: cases.length },
      idp: {
        baseUrl: 'http://127.0.0.1:7463',
        entityId: 'https://sts.windows.net/6c9e0b51-0a2f-4a3e-8e0f-2f1f6f1f6a10/',
        switches: [
          { name: 'confirmationWindow', value: 'observed', default: 'observed', basis: 'conflicting' },
          { name: 'signLogoutResponses', value: true, default: false, basis: 'observed' },
        ],
      },
      planned: cases.length,
      switches: ['--workers 2'],
      rerun: 'npx samlproof run --target targets/contoso-notes.yaml',
      browser: 'Chromium headless shell 149.0',
    },
    target: {
      name: 'Contoso Notes',
      entityId: 'https://notes.example/saml',
      acsUrl: 'https://notes.example/saml/acs?connection=contoso',
      profileDigest: 'sha256:91c3a77be012',
      capabilities: ['idp-initiated', 'jit-provisioning'],
      clockOffsetSeconds: 0.4,
      clockSkewSeconds: 180,
      startUrl: 'https://notes.example/login',
      protectedPage: 'https://notes.example/me',
      authorization: 'Our own staging system, tests agreed with the owner',
      sampleOptions: { wantAuthnResponseSigned: 'false', validateInResponseTo: 'always' },
    },
    controls,
    cases,
    summary: summarize(cases),
    complete: true,
  };
}

/** A realistic result with every verdict and every outcome. */
export function sampleResult(screenshot?: string): Result {
  return resultOf(sampleRows.map((row) => caseOf(row, screenshot)));
}

/** A result in which every applicable case passed. */
export function passingResult(): Result {
  return resultOf(sampleRows.filter((row) => row.facts.verdict === 'pass').map((row) => caseOf(row)));
}

/** `count` cases, made by repeating the sample under other ids. */
export function largeResult(count: number): Result {
  const cases = Array.from({ length: count }, (_, index) => {
    const row = sampleRows[index % sampleRows.length];
    if (row === undefined) throw new Error('the sample has no rows');
    return { ...caseOf(row), id: `${row.id}-${index}` };
  });
  return resultOf(cases);
}

const attacks = [
  '<script>window.hacked = 1</script>',
  '"><img src=x onerror="window.hacked = 2">',
  "' onmouseover='window.hacked = 3' x='",
  '</style><script>window.hacked = 4</script>',
  '{{#with this}}{{constructor.constructor "window.hacked = 5"}}{{/with}}',
  'javascript:window.hacked=6',
  '</textarea></title></pre></details><svg onload="window.hacked = 7">',
  '<iframe srcdoc="<script>parent.hacked=8</script>"></iframe><link rel=stylesheet href="https://outside.example/x.css">',
  'right-to-left \u202Eevil\u202C, null \u0000, escape \u001B[31m, zero\u200Bwidth, lone \uD800 surrogate',
];

const fixed = new Set([
  'schemaVersion',
  'level',
  'layer',
  'impact',
  'expect',
  'outcome',
  'verdict',
  'kind',
  'driver',
  'complete',
  'failOn',
  'state',
  'role',
  'basis',
]);
const instants = new Set(['startedAt', 'finishedAt', 'at', 'until']);

function poison(value: unknown, key: string, next: () => string): unknown {
  if (fixed.has(key) || instants.has(key) || key === 'shape' || key === 'summary') return value;
  if (typeof value === 'string') return key === 'path' ? '../../etc/passwd' : next();
  if (Array.isArray(value)) return value.map((one) => poison(one, key, next));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poison(one, name, next)]));
}

/** How many hostile texts there are; from as many starts, each stands in every field once. */
export const hostileStarts = attacks.length;

/** The sample with hostile text in every field that holds free text, and one text of a megabyte; `start` turns the texts on. */
export function hostileResult(start = 0): Result {
  let turn = start;
  const next = (): string => {
    turn += 1;
    return turn === start + 40 ? '<b>A'.repeat(250_000) : `${attacks[turn % attacks.length]} №${turn}`;
  };
  const result = poison(sampleResult('shot.png'), '', next) as Result;
  result.target.sampleOptions = { '<script>window.hacked = 9</script>': attacks[1] ?? '' };
  const trailOf = JSON.stringify([
    { method: attacks[0], url: attacks[5], status: 200, setCookies: [attacks[1], attacks[8]], location: attacks[6] },
  ]);
  for (const one of result.cases) {
    for (const piece of one.evidence) if (piece.kind === 'trail') piece.text = trailOf;
    one.spec.push({ document: attacks[1] ?? '', section: attacks[0] ?? '', url: 'javascript:window.hacked=10' });
  }
  return { ...result, summary: summarize(result.cases) };
}
