/** Puts together what an inspection case looks at, and runs it. */

import type { Transcript } from '../idp/protocol/types.ts';
import type { Case, InspectionFinding } from './case.ts';
import { judgedExchange, type Controls } from './judge-controls.ts';
import type { Evidence, ExchangeFacts, Observation } from './observation.ts';
import type { Target } from './target.ts';

/** Findings, or why there can be none: in words that say what to add or mend. */
export type Inspection = { findings: InspectionFinding[] } | { problem: string };

/** Runs the case's own inspection over what the controls and the case left behind. */
export function inspectionOf(
  one: Case,
  observation: Observation | null,
  controls: Controls,
  target: Target,
): Inspection {
  if (!one.inspect) return { problem: 'The test harness itself failed: the case has no inspection' };
  if (!observation && needsOwn(one)) {
    return { problem: 'There is no observation: the run ended before this case was done' };
  }
  try {
    const findings = one.inspect(evidenceOf(observation, controls, target));
    return findings === null ? { problem: lacking(one, observation) } : { findings };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: `The test harness itself failed, while looking at the evidence: ${message}` };
  }
}

/** Inspections of controls need no exchange of their own. */
function needsOwn(one: Case): boolean {
  return one.procedure?.kind !== 'inspect';
}

/** Requests come from the controls and from the case itself, oldest first. */
export function evidenceOf(observation: Observation | null, controls: Controls, target: Target): Evidence {
  const own = observation?.exchanges ?? [];
  const exchanges: ExchangeFacts[] = [...controls.records.flatMap((record) => record.observation.exchanges), ...own];
  const subject = controls.records.find((record) => record.name === 'subject' && record.outcome === 'signed-in');
  const control = subject && judgedExchange(subject.observation);
  const rejection = own.findLast(wasRefused) ?? controls.rejection;
  return {
    target: {
      entityId: target.sp.entityId,
      acsUrl: target.sp.acsUrl,
      capabilities: target.capabilities,
      clockSkewSeconds: target.clockSkewSeconds,
      signingCertificates: [
        ...(target.sp.metadata?.signingCertificates ?? []),
        target.sp.signingCertificate ?? [],
      ].flat(),
    },
    requests: transcriptsOf(exchanges)
      .flatMap((transcript) => transcript.requests)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    ssoUrl: controls.ssoUrl,
    ...(target.sp.metadataXml ? { metadata: { xml: target.sp.metadataXml, findings: controls.metadataFindings } } : {}),
    ...(control ? { control } : {}),
    ...(rejection ? { rejection } : {}),
    own,
  };
}

/** A replay shares the transcript of its honest sign-in; told twice, its request would look like one id used twice. */
function transcriptsOf(exchanges: ExchangeFacts[]): Transcript[] {
  const transcripts = exchanges.flatMap(({ transcript }) => (transcript ? [transcript] : []));
  return [...new Map(transcripts.map((transcript) => [transcript.token, transcript])).values()];
}

function wasRefused(exchange: ExchangeFacts): boolean {
  const page = exchange.protectedPage;
  return exchange.role === 'judged' && exchange.acs !== null && page !== null && !page.signedIn;
}

function lacking(one: Case, observation: Observation | null): string {
  const failure = observation?.exchanges.findLast((exchange) => exchange.failure)?.failure;
  if (failure) return `What was seen does not say: at the step «${failure.step}», ${failure.message}`;
  return {
    request: 'There is no request of the service provider to look at; samlproof doctor shows why none arrived',
    metadata: 'There is no metadata to look at; name it in the profile (sp.metadata)',
    session:
      'Which cookies open the session was not found out: put back as they were, they did not open the page, or there are too many',
    rejection: 'There is no refused answer to look at: run it together with at least one case that is refused',
    attributes:
      'What was seen does not say: protectedPage.attributes shows none of the values that were sent, each in an element of its own or as JSON',
    other: 'What was seen does not say; see the exchanges of this case',
  }[wanted(one)];
}

function wanted({ procedure, needs }: Case): 'request' | 'metadata' | 'session' | 'rejection' | 'attributes' | 'other' {
  if (procedure?.kind === 'inspect') return procedure.evidence;
  if (procedure?.kind === 'collectRequests') return 'request';
  if (procedure?.kind === 'sessionKeys') return 'session';
  return needs?.includes('attributes-probe') === true ? 'attributes' : 'other';
}
