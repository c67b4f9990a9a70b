/** The types of result.json, generated from result.schema.json by json-schema-to-typescript; do not edit. */

/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Outcome".
 */
export type Outcome = 'refused' | 'signed-in' | 'signed-in-as-other' | 'broken' | 'unclear';
/**
 * request-xml: an AuthnRequest. response-xml: the message as sent. honest-xml: its honest twin of the same ids and instants, right after the response it belongs to; absent when the two are equal. sent: one sentence in words. trail: JSON array of TrailStep. console: lines of the browser's console. screenshot: path of an image. shown: what the SP showed as identity and attributes, JSON or text. acs-page: text of the page after the post. findings: JSON array of Finding. relay-state: the value sent. form: JSON array of [name, value as posted]; the length in place of the value where it is the plain base64 of the message, or too long, or redacted. metadata: the SP's metadata.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "EvidenceKind".
 */
export type EvidenceKind =
  | 'request-xml'
  | 'response-xml'
  | 'honest-xml'
  | 'sent'
  | 'trail'
  | 'console'
  | 'screenshot'
  | 'shown'
  | 'acs-page'
  | 'findings'
  | 'relay-state'
  | 'form'
  | 'metadata';
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Level".
 */
export type Level = 'must' | 'should' | 'may';
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Layer".
 */
export type Layer = 'saml' | 'saml2int' | 'entra' | 'hardening';
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Impact".
 */
export type Impact =
  | 'impersonation'
  | 'takeover'
  | 'replay'
  | 'disclosure'
  | 'request-forgery'
  | 'denial'
  | 'interoperability'
  | 'hygiene';
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Expectation".
 */
export type Expectation = 'accept' | 'reject' | 'either' | 'inspect';
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Verdict".
 */
export type Verdict = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-applicable';
/**
 * changed: the SP shows values that have nothing to do with those sent.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "ClaimState".
 */
export type ClaimState = 'same' | 'renamed' | 'truncated' | 'missing' | 're-cased' | 'first-of-many' | 'changed';

/**
 * What a conformance run found: the product of samlproof, from which every report is rendered. Unknown properties are allowed, so that version 1 may grow.
 */
export interface Result {
  /**
   * Files of a newer version are refused, older ones are upgraded.
   */
  schemaVersion: 1;
  run: RunInfo;
  target: TargetInfo;
  controls: ControlResult[];
  cases: CaseResult[];
  summary: Summary;
  claims?: Claims;
  /**
   * Written last; a file without it was cut short.
   */
  complete?: true;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "RunInfo".
 */
export interface RunInfo {
  id: string;
  startedAt: string;
  /**
   * Null while the run goes on, and in a file that was cut short.
   */
  finishedAt: string | null;
  tool: {
    name: string;
    version: string;
  };
  driver: 'browser' | 'http';
  workers: number;
  catalogue: {
    /**
     * Fingerprint of the catalogue that was run.
     */
    digest: string;
    /**
     * Cases in the catalogue, variants counted singly.
     */
    cases: number;
    /**
     * Name of a frozen catalogue, such as 2026.1.
     */
    name?: string;
  };
  idp: {
    baseUrl: string;
    entityId: string;
    /**
     * How the identity provider was set at every point where Entra's behaviour is inferred or told in two ways; docs/tenant.md says what each means.
     */
    switches?: IdpSwitch[];
  };
  /**
   * Cases that this run meant to judge, after selection; those without an entry in `cases` were never reached.
   */
  planned?: number;
  /**
   * What was asked of the run beyond the defaults, as the command line says it; no secrets.
   */
  switches?: string[];
  /**
   * Command that repeats this run; ` --case ID` is appended to run a single case.
   */
  rerun?: string;
  gate?: Gate;
  /**
   * Entries of knownFailures that are wrong by now; each turns the gate red.
   */
  knownProblems?: KnownProblem[];
  /**
   * Product and version of the browser.
   */
  browser?: string;
  platform?: string;
  /**
   * Remarks on the whole run, one sentence each (the SP's clock is off, a worker died).
   */
  notes?: string[];
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "IdpSwitch".
 */
export interface IdpSwitch {
  name: string;
  value: string | boolean;
  /**
   * What it is unless a profile or a tenant file says otherwise.
   */
  default: string | boolean;
  /**
   * What is known about it.
   */
  basis: 'documented' | 'observed' | 'inferred' | 'conflicting';
}
/**
 * What the exit code of the run was, or would have been.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Gate".
 */
export interface Gate {
  failOn: 'must' | 'should' | 'never';
  exitCode: number;
  /**
   * One sentence.
   */
  reason: string;
}
/**
 * passing: every case that the entry covers passes by now. expired: its day is over. unknown: it names no case.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "KnownProblem".
 */
export interface KnownProblem {
  case: string;
  kind: 'passing' | 'expired' | 'unknown';
  /**
   * One sentence.
   */
  message: string;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "TargetInfo".
 */
export interface TargetInfo {
  name: string;
  entityId: string;
  acsUrl: string;
  profileDigest: string;
  capabilities: string[];
  /**
   * The SP's clock minus ours; null when it could not be read.
   */
  clockOffsetSeconds: number | null;
  startUrl?: string;
  protectedPage?: string;
  /**
   * Tolerance that the profile declares.
   */
  clockSkewSeconds?: number;
  /**
   * By what right a target beyond loopback is tested.
   */
  authorization?: string;
  /**
   * How a sample SP of ours is configured; values as text.
   */
  sampleOptions?: {
    [k: string]: string;
  };
}
/**
 * One honest sign-in: the twin that gives a refusal its meaning.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "ControlResult".
 */
export interface ControlResult {
  /**
   * `subject`, `victim`, or the name of a shape.
   */
  name: string;
  shape: Shape;
  at: string;
  outcome: Outcome;
  /**
   * Identity that the SP showed; null when it showed none.
   */
  shown: string | null;
  durationMs: number;
  /**
   * Identity that was asserted.
   */
  sent?: string;
  /**
   * Why it was not accepted, one sentence.
   */
  reason?: string;
  /**
   * Which repetition of the same control, from 0.
   */
  round?: number;
  /**
   * False when the SP's metadata or profile does not claim to support the shape.
   */
  declared?: boolean;
  evidence?: Evidence[];
}
/**
 * The shape of a message as far as it decides which honest twin it has; absent properties are as the profile configures.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Shape".
 */
export interface Shape {
  signing?: 'assertion' | 'response' | 'both';
  encryption?: 'off' | 'on';
  initiated?: 'sp' | 'idp';
  user?: 'subject' | 'victim';
}
/**
 * Either `text` (inline) or `path` (relative to result.json). Cookie values, bearer tokens, passwords and private keys are never written.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Evidence".
 */
export interface Evidence {
  kind: EvidenceKind;
  text?: string;
  path?: string;
  /**
   * Tells several pieces of one kind apart.
   */
  label?: string;
  /**
   * The text was cut when it was recorded.
   */
  truncated?: boolean;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "CaseResult".
 */
export interface CaseResult {
  /**
   * `<area>/<name>` or `<area>/<name>@<variant>`.
   */
  id: string;
  variant: string | null;
  catalogueId: string;
  area: string;
  title: string;
  level: Level;
  layer: Layer;
  impact: Impact;
  expect: Expectation;
  /**
   * What goes wrong for the owner if the case fails, one sentence.
   */
  why: string;
  spec: SpecReference[];
  /**
   * Null for an inspection, and for a case that was not driven.
   */
  outcome: Outcome | null;
  /**
   * Who was signed in, as the SP showed it.
   */
  identity: string | null;
  verdict: Verdict;
  /**
   * Why this verdict, in words.
   */
  reason: string;
  remark: string | null;
  known: KnownFailure | null;
  /**
   * A retry gave another outcome.
   */
  flaky: boolean;
  durationMs: number;
  exchanges: Exchange[];
  evidence: Evidence[];
  /**
   * What a correct SP does, one sentence.
   */
  expected?: string;
  /**
   * What this SP did, one sentence.
   */
  observed?: string;
  findings?: Finding[];
  /**
   * Name of the honest twin among `controls`.
   */
  control?: string;
  /**
   * Names of the checks that an SP must have forgotten to fall for it.
   */
  forgets?: string[];
  /**
   * How it is usually mended, one or two sentences.
   */
  fix?: string;
  /**
   * How often it was driven; 0 when it was not.
   */
  attempts?: number;
  /**
   * Added after the frozen catalogue in use; listed, not scored.
   */
  new?: boolean;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "SpecReference".
 */
export interface SpecReference {
  document: string;
  /**
   * Empty when the whole document is meant.
   */
  section: string;
  url: string;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "KnownFailure".
 */
export interface KnownFailure {
  reason: string;
  /**
   * Last day, UTC.
   */
  until?: string;
  /**
   * `stale`: the case passes by now. `expired`: the day is over. Both are red.
   */
  state?: 'active' | 'stale' | 'expired';
}
/**
 * One sign-in, replay or unsolicited post of a case; its details are evidence.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Exchange".
 */
export interface Exchange {
  role: 'preparation' | 'judged';
  /**
   * In words.
   */
  what: string;
  reachedIdp?: boolean;
  signedIn?: boolean | null;
  identity?: string | null;
  /**
   * HTTP status of the protected page.
   */
  status?: number | null;
  finalUrl?: string | null;
  /**
   * The step that could not be done, one sentence.
   */
  failure?: string | null;
  durationMs?: number;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Finding".
 */
export interface Finding {
  message: string;
  expected?: string;
  actual?: string;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Summary".
 */
export interface Summary {
  verdicts: VerdictCounts;
  byLevel: {
    [k: string]: VerdictCounts;
  };
  byArea: {
    [k: string]: VerdictCounts;
  };
  byImpact: {
    [k: string]: VerdictCounts;
  };
  byLayer?: {
    [k: string]: VerdictCounts;
  };
  /**
   * Failures that the profile expects, still counted in `verdicts`.
   */
  knownFailures?: number;
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "VerdictCounts".
 */
export interface VerdictCounts {
  pass: number;
  fail: number;
  warn: number;
  inconclusive: number;
  'not-applicable': number;
}
/**
 * The claims of the subject's honest sign-in beside what the SP shows of them.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "Claims".
 */
export interface Claims {
  /**
   * False when nothing could be compared; `advice` says what to do.
   */
  shown: boolean;
  advice?: string;
  entries: ClaimEntry[];
}
/**
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "ClaimEntry".
 */
export interface ClaimEntry {
  /**
   * Name of the Attribute as sent.
   */
  name: string;
  sent: string[];
  /**
   * Values that the SP shows; null when it does not show the claim. Empty when it shows plain text, in which no value is told apart.
   */
  shown: string[] | null;
  state: ClaimState;
  /**
   * Name under which the SP shows it, where it shows names.
   */
  shownAs?: string;
  /**
   * The profile says that the SP cannot do without it.
   */
  required?: boolean;
  /**
   * What to change, one sentence; absent when there is nothing to do.
   */
  advice?: string;
}
/**
 * One HTTP answer, in the text of `trail` evidence. Cookies without their values.
 *
 * This interface was referenced by `Result`'s JSON-Schema
 * via the `definition` "TrailStep".
 */
export interface TrailStep {
  method: string;
  url: string;
  status: number;
  setCookies: string[];
  location?: string;
}
