/** samlproof for use from code: load a target and the catalogue, start a host, run, judge. */

export { loadCatalogue, selectCases, type Catalogue, type Selection } from './catalogue.ts';
export { loadTarget, ProfileError, type Target, type TargetProfile } from './target.ts';
export { startHost, type HostOptions, type RunHost } from './host.ts';
export { runConformance, type RunItem, type RunOptions, type RunOutcome } from './run/index.ts';
export { controlsOf, gateOf, judge, type Controls, type Judgement, type Verdict } from './judge.ts';
export { defineCase, type Case, type CaseDefinition } from './case.ts';
export type { ExchangeFacts, Observation } from './observation.ts';
