/** Hides names and attribute values in a result consistently, so that it can be passed on. */

import type { CaseResult, Claims, ControlResult, Evidence, Finding, Result } from '../result.ts';
import { summarize } from '../summarize.ts';
import { pseudonymsOf } from './names.ts';
import { withoutSecretsDeep } from './secrets.ts';

type Hide = (text: string) => string;

/** `all` for what was observed; `told` for our own sentences, in which a value such as «second» is an ordinary word. */
interface Hiders {
  all: Hide;
  told: Hide;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function markedUp(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** As it stands, as HTML or XML, and in an address. */
function spellings(value: string): string[] {
  return [value, markedUp(value), encodeURIComponent(wellFormed(value))];
}

function patternOf(form: string): string {
  return form.length < 6 ? `(?<![\\p{L}\\p{N}])${literal(form)}(?![\\p{L}\\p{N}])` : literal(form);
}

// A pattern of a megabyte does not compile.
const longestPattern = 60_000;

/** Replaces values wherever they stand; short ones only as whole words, because «B» stands in half of all words. */
function hider(pseudonyms: Map<string, string>): Hide {
  const forms = new Map<string, string>();
  const huge: [form: string, pseudonym: string][] = [];
  for (const [value, pseudonym] of pseudonyms) {
    for (const form of spellings(value)) {
      if (form.length > 2_000) huge.push([form, pseudonym]);
      else if (!forms.has(form.toLowerCase())) forms.set(form.toLowerCase(), pseudonym);
    }
  }
  const parts: string[][] = [[]];
  let room = longestPattern;
  // The longest first: a name that is the beginning of another must not tear it.
  for (const form of [...forms.keys()].sort((one, other) => other.length - one.length)) {
    const pattern = patternOf(form);
    room -= pattern.length + 1;
    if (room < 0) {
      parts.push([]);
      room = longestPattern;
    }
    parts.at(-1)?.push(pattern);
  }
  const patterns = parts.filter((part) => part.length > 0).map((part) => new RegExp(part.join('|'), 'giu'));
  return (text) => {
    const short = huge.reduce((rest, [form, pseudonym]) => rest.replaceAll(form, pseudonym), text);
    return patterns.reduce(
      (rest, pattern) => rest.replace(pattern, (found) => forms.get(found.toLowerCase()) ?? 'value'),
      short,
    );
  };
}

/** encodeURIComponent throws on half of a surrogate pair. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD');
}

function deep(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((one) => deep(one, hide));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [hide(name), deep(one, hide)]));
}

const jsonKinds = new Set(['trail', 'shown', 'findings', 'form']);

/** Nothing can be hidden inside an encoded message: its length takes its place. */
function withoutMessages(text: string): string {
  try {
    const fields = JSON.parse(text) as [string, string | number][];
    const kept = fields.map(([name, value]) => {
      const isMessage = typeof value === 'string' && /^SAML(Response|Request)$/.test(name);
      return [name, isMessage ? value.length : value];
    });
    return JSON.stringify(kept, null, 1);
  } catch {
    return '[]';
  }
}

function inJson(text: string, hide: Hide): string {
  try {
    return JSON.stringify(deep(JSON.parse(text), hide), null, 1);
  } catch {
    return hide(text);
  }
}

/** Pictures show names and cannot be searched, so they are left out. */
function evidence(pieces: Evidence[], hide: Hide): Evidence[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'screenshot' || piece.text === undefined) return [];
    const raw = piece.kind === 'form' ? withoutMessages(piece.text) : piece.text;
    const text = jsonKinds.has(piece.kind) ? inJson(raw, hide) : hide(raw);
    return [{ ...piece, text }];
  });
}

function maybe(text: string | null, hide: Hide): string | null {
  return text === null ? null : hide(text);
}

function controlOf(control: ControlResult, { all, told }: Hiders): ControlResult {
  return {
    ...control,
    shown: maybe(control.shown, all),
    ...(control.sent === undefined ? {} : { sent: all(control.sent) }),
    ...(control.reason === undefined ? {} : { reason: told(control.reason) }),
    ...(control.evidence === undefined ? {} : { evidence: evidence(control.evidence, all) }),
  };
}

// What was written before the run (titles, requirements, fixes) holds no person's value and stays readable.
function caseOf(one: CaseResult, { all, told }: Hiders): CaseResult {
  return {
    ...one,
    identity: maybe(one.identity, all),
    reason: told(one.reason),
    remark: maybe(one.remark, told),
    exchanges: one.exchanges.map((exchange) => ({
      ...exchange,
      ...(exchange.identity === undefined ? {} : { identity: maybe(exchange.identity, all) }),
      ...(exchange.finalUrl === undefined ? {} : { finalUrl: maybe(exchange.finalUrl, all) }),
      ...(exchange.failure === undefined ? {} : { failure: maybe(exchange.failure, told) }),
    })),
    evidence: evidence(one.evidence, all),
    ...(one.observed === undefined ? {} : { observed: told(one.observed) }),
    ...(one.findings === undefined ? {} : { findings: deep(one.findings, all) as Finding[] }),
  };
}

function claimsOf(claims: Claims, { all, told }: Hiders): Claims {
  // A single character has no pseudonym, it stands in half of all words; here it is a whole value.
  const hide = (value: string): string => (value.length === 1 ? 'value' : all(value));
  const entries = claims.entries.map(({ name, sent, shown, shownAs, advice, ...rest }) => ({
    ...rest,
    name: all(name),
    sent: sent.map(hide),
    shown: shown === null ? null : shown.map(hide),
    ...(shownAs === undefined ? {} : { shownAs: all(shownAs) }),
    ...(advice === undefined ? {} : { advice: told(advice) }),
  }));
  return { ...claims, entries };
}

/**
 * The result with every person's name and every attribute value replaced by a pseudonym, the same value always by the same one;
 * secrets go altogether. Signatures in the messages no longer verify, screenshots are gone, and a note says so.
 */
export function redact(result: Result): Result {
  const pseudonyms = pseudonymsOf(result);
  const unmistakable = [...pseudonyms].filter(([value, name]) => name.startsWith('person') || /[^\p{L}]/u.test(value));
  const hiders: Hiders = { all: hider(pseudonyms), told: hider(new Map(unmistakable)) };
  const cases = result.cases.map((one) => caseOf(one, hiders));
  const note =
    'Names and attribute values were replaced by pseudonyms and screenshots left out; signatures in the messages no longer verify.';
  return withoutSecretsDeep({
    ...result,
    run: {
      ...result.run,
      ...(result.run.rerun === undefined ? {} : { rerun: hiders.told(result.run.rerun) }),
      notes: [...(result.run.notes ?? []).map(hiders.told), note],
    },
    controls: result.controls.map((control) => controlOf(control, hiders)),
    cases,
    summary: summarize(cases),
    ...(result.claims === undefined ? {} : { claims: claimsOf(result.claims, hiders) }),
  });
}
