/** What a run found: the types of result.json, and the doors through which it is counted, checked, read and written. */

export type {
  CaseResult,
  ClaimEntry,
  Claims,
  ClaimState,
  ControlResult,
  Evidence,
  EvidenceKind,
  Exchange,
  Expectation,
  Finding,
  Gate,
  IdpSwitch,
  Impact,
  KnownFailure,
  Layer,
  Level,
  Outcome,
  Result,
  RunInfo,
  Shape,
  SpecReference,
  Summary,
  TargetInfo,
  TrailStep,
  Verdict,
  VerdictCounts,
} from './result.types.ts';
export { readResult, writeResult } from './file.ts';
export { summarize } from './summarize.ts';
export { parseResult, ResultError, validateResult } from './validate.ts';
