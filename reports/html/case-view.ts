/** One case as the page shows it. */

import type { CaseResult, Finding, Impact, Level, Layer, Verdict } from '../result.ts';
import {
  count,
  duration,
  expected,
  impactWords,
  layerWords,
  levelWords,
  observed,
  outcomeWords,
  rerunCommand,
  verdictWords,
} from '../words.ts';
import { usualFix } from '../fixes.ts';
import { difference, type Difference } from './difference.ts';
import { foldedTexts, spend, texts, trailRows, type Budget, type Folded, type TrailRow } from './evidence.ts';
import type { ImageSource } from './images.ts';
import { sequence, type Sequence } from './sequence.ts';
import { linkable, visible } from './visible.ts';

export interface CaseView {
  anchor: string;
  id: string;
  /** Tells apart cases of one row, which may share their title. */
  variant: string | null;
  title: string;
  verdict: Verdict;
  verdictWord: string;
  mark: string;
  level: Level;
  levelWord: string;
  layer: Layer;
  layerWord: string;
  impact: Impact;
  impactWord: string;
  area: string;
  search: string;
  why: string;
  sent: string | null;
  expected: string;
  observed: string;
  reason: string | null;
  outcome: string | null;
  who: string | null;
  fix: string | null;
  remark: string | null;
  known: string | null;
  flaky: string | null;
  specs: { text: string; href: string | null }[];
  findings: { message: string; expected: string | null; actual: string | null }[];
  exchanges: { what: string; result: string }[];
  /** Side by side, for a finding. */
  difference: Difference | null;
  /** Only the changed lines, for a passed case: there are many of them, and a table of each makes the page slow. */
  changes: Difference | null;
  sequence: Sequence | null;
  trail: TrailRow[];
  images: { uri: string | null; note: string }[];
  folded: Folded[];
  rerun: string;
  took: string;
  /** Files for the developer of the service provider, relative to the report. */
  files: { replay: string; vector: string } | null;
  /** Came after the frozen catalogue in use. */
  isNew: boolean;
}

export interface Surroundings {
  rerun: string | undefined;
  budget: Budget;
  images: ImageSource;
  /** Origin of the identity provider; undefined when its address is no URL. */
  idpOrigin: string | undefined;
  /** Folder with the files of a case, relative to the report; null when there is none. */
  folderOf: (one: CaseResult) => string | null;
  /** Gives each case an anchor of its own. */
  anchorOf: (one: CaseResult) => string;
}

function knownInWords(known: CaseResult['known']): string | null {
  if (known === null) return null;
  const until = known.until === undefined ? '' : ` until ${known.until}`;
  if (known.state === 'stale')
    return `Listed as a known failure (${known.reason}) but passes by now: take it off the list.`;
  if (known.state === 'expired') return `Known failure whose day is over${until}: ${known.reason}`;
  return `Known failure${until}: ${known.reason}`;
}

function exchangeInWords(one: CaseResult['exchanges'][number]): { what: string; result: string } {
  const result = [
    one.failure,
    one.signedIn === true ? `signed in${one.identity ? ` as ${one.identity}` : ''}` : null,
    one.signedIn === false ? 'not signed in' : null,
    one.reachedIdp === false ? 'the identity provider was not reached' : null,
    typeof one.status === 'number' ? `status ${one.status} at the protected page` : null,
    one.durationMs === undefined ? null : duration(one.durationMs),
  ];
  return {
    what: one.role === 'preparation' ? `${one.what} (preparation)` : one.what,
    result: result.filter((part) => part !== null && part !== undefined).join(', '),
  };
}

function findingView(finding: Finding): CaseView['findings'][number] {
  return { message: finding.message, expected: finding.expected ?? null, actual: finding.actual ?? null };
}

/** The last message with its twin: earlier exchanges are preparation. A message without a twin equals it. */
function messages(one: CaseResult): { sent: string; honest: string } | null {
  const pieces = one.evidence.filter((piece) => piece.kind === 'response-xml' || piece.kind === 'honest-xml');
  const twin = pieces.findLastIndex((piece) => piece.kind === 'honest-xml');
  const sent = (twin > 0 ? pieces[twin - 1] : pieces.at(-1))?.text;
  if (sent === undefined) return null;
  return { sent, honest: pieces[twin]?.text ?? sent };
}

function differenceOf(one: CaseResult, budget: Budget): Difference | null {
  const pair = messages(one);
  if (pair === null) return null;
  const found = difference(visible(pair.honest, 64_000), visible(pair.sent, 64_000));
  const size = found.rows.reduce(
    (sum, row) =>
      sum +
      [row.left, row.right].reduce(
        (all, line) => all + 60 + (line?.pieces ?? []).reduce((some, piece) => some + piece.text.length, 0),
        0,
      ),
    0,
  );
  const note = spend(budget, ' '.repeat(Math.min(size, 40_000)));
  return note.trim() === '' ? found : { note, rows: [] };
}

/** Reasons begin with what was sent; beside a line that says just that, it would stand twice. */
function withoutStart(text: string, start: string): string {
  const rest = text.startsWith(start) ? text.slice(start.length).trim() : '';
  return rest === '' ? text : rest;
}

/** The view of one case; takes from the budget of the page. Every text of `one` is visible already, evidence apart. */
export function caseView(one: CaseResult, around: Surroundings): CaseView {
  const sent = texts(one, 'sent')
    .map((text) => visible(text))
    .join(' ');
  const found = observed(one);
  const did = withoutStart(found, sent);
  const compared = differenceOf(one, around.budget);
  const folder = around.folderOf(one);
  const folded = one.verdict === 'pass' || one.verdict === 'not-applicable';
  return {
    anchor: around.anchorOf(one),
    id: one.id,
    variant: one.variant,
    title: one.title,
    verdict: one.verdict,
    verdictWord: verdictWords[one.verdict].one,
    mark: verdictWords[one.verdict].mark,
    level: one.level,
    levelWord: levelWords[one.level],
    layer: one.layer,
    layerWord: layerWords[one.layer],
    impact: one.impact,
    impactWord: impactWords[one.impact],
    area: one.area,
    search: visible([one.id, one.catalogueId, one.title, one.reason, one.identity ?? ''].join(' ').toLowerCase(), 700),
    why: one.why,
    sent: sent === '' ? null : sent,
    expected: expected(one),
    observed: did,
    reason: one.reason === found ? null : one.reason,
    outcome: one.outcome === null ? null : outcomeWords[one.outcome],
    who: one.identity,
    fix: one.fix ?? usualFix(one.forgets),
    remark: one.remark,
    known: knownInWords(one.known),
    flaky: one.flaky ? `A retry gave another outcome (${count(one.attempts ?? 2, 'attempt')}).` : null,
    specs: one.spec.map((spec) => ({
      text: spec.section === '' ? spec.document : `${spec.document}, ${spec.section}`,
      href: linkable(spec.url),
    })),
    findings: (one.findings ?? []).map(findingView),
    exchanges: one.exchanges.map(exchangeInWords),
    difference: folded ? null : compared,
    changes: folded && compared ? { ...compared, rows: compared.rows.filter((row) => row.kind === 'changed') } : null,
    sequence: folded ? null : sequence(one, around.idpOrigin),
    trail: trailRows(one, around.budget),
    images: one.evidence
      .filter((piece) => piece.kind === 'screenshot')
      .slice(0, 4)
      .map((piece) => {
        const image = around.images(piece.path ?? '');
        const what = piece.label ?? 'The page on which the browser ended';
        return 'uri' in image ? { uri: image.uri, note: what } : { uri: null, note: image.missing };
      }),
    folded: foldedTexts(one, around.budget),
    rerun: rerunCommand(around.rerun, one.id),
    took: duration(one.durationMs),
    files: folder === null ? null : { replay: `${folder}/replay.html`, vector: `${folder}/vector.json` },
    isNew: one.new === true,
  };
}
