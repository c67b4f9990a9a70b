/** The words of every report: how verdicts, outcomes, impacts and expectations are said in English. */

import type { CaseResult, ControlResult, Impact, Layer, Level, Outcome, Verdict, VerdictCounts } from './result.ts';
import { verdicts } from './summarize.ts';

export const verdictWords: Record<Verdict, { one: string; many: string; mark: string }> = {
  fail: { one: 'failed', many: 'failed', mark: '✕' },
  warn: { one: 'warning', many: 'warnings', mark: '!' },
  inconclusive: { one: 'inconclusive', many: 'inconclusive', mark: '?' },
  'not-applicable': { one: 'not applicable', many: 'not applicable', mark: '–' },
  pass: { one: 'passed', many: 'passed', mark: '✓' },
};

/** `2 failed, 1 warning, 38 passed`, the worst first; a verdict that no case has is not told. */
export function tally(
  counts: VerdictCounts,
  paint: (verdict: Verdict, text: string) => string = (_, text) => text,
): string {
  return verdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => {
      const { one, many } = verdictWords[verdict];
      return paint(verdict, `${counts[verdict]} ${counts[verdict] === 1 ? one : many}`);
    })
    .join(', ');
}

export const outcomeWords: Record<Outcome, string> = {
  refused: 'refused: the protected page stayed closed',
  'signed-in': 'signed in as the person asserted',
  'signed-in-as-other': 'signed in as somebody else',
  broken: 'broken: the sign-in did not finish',
  unclear: 'unclear: neither signed in nor refused',
};

/** Every impact, the costliest for the owner first, with what a failure means in words. */
export const impactWords: Record<Impact, string> = {
  impersonation: 'a check is missing that keeps people from signing in as others',
  takeover: 'a session or account of another person may be taken over',
  replay: 'a response that was used or has expired still opens a session',
  disclosure: 'what should stay inside gets out',
  'request-forgery': 'the service provider can be made to send or follow requests',
  denial: 'the service can be brought down',
  interoperability: 'people with a correct identity provider cannot sign in',
  hygiene: 'good practice is not followed',
};
export const impacts = Object.keys(impactWords) as Impact[];
export const levels: Level[] = ['must', 'should', 'may'];

export const levelWords: Record<Level, string> = {
  must: 'required by the cited text',
  should: 'recommended by the cited text',
  may: 'left open by the cited text',
};

export const layerWords: Record<Layer, string> = {
  saml: 'SAML 2.0',
  saml2int: 'SAML2Int',
  entra: 'Entra ID',
  hardening: 'Hardening',
};

/** `1 case`, `2 cases`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

const should: Record<CaseResult['expect'], string> = {
  accept: 'The person asserted is signed in.',
  reject: 'The message is refused: the protected page stays closed.',
  either: 'Accepting and refusing are both right, as long as nobody else is signed in.',
  inspect: 'The inspection finds nothing wrong.',
};

/** What a correct service provider does, one sentence. */
export function expected(one: CaseResult): string {
  return one.expected ?? should[one.expect];
}

/** What this service provider did, one sentence. */
export function observed(one: CaseResult): string {
  return one.observed ?? one.reason;
}

/** The shape of a message: `assertion signed, started at the SP`. */
export function shapeInWords(shape: ControlResult['shape']): string {
  const parts = [
    shape.signing === undefined
      ? 'signed as configured'
      : { assertion: 'assertion signed', response: 'response signed', both: 'both signed' }[shape.signing],
    shape.encryption === 'on' ? 'encrypted' : null,
    shape.initiated === 'idp' ? 'started at the IdP' : null,
    shape.user === 'victim' ? 'signs in the victim' : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** `1.2 s`, `4 min 5 s`; milliseconds below one second. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `22 November 2026, 09:13:38 UTC`, without asking the machine for its locale or zone. */
export function instant(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const months = 'January February March April May June July August September October November December'.split(' ');
  const text = date.toISOString();
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${text.slice(11, 19)} UTC`;
}

/** The command that runs just this case, quoted for a POSIX shell. */
export function rerunCommand(rerun: string | undefined, id: string): string {
  const quoted = /^[\w./@:-]+$/.test(id) ? id : `'${id.replaceAll("'", `'\\''`)}'`;
  return `${rerun ?? 'npx samlproof run --target target.yaml'} --case ${quoted}`;
}
