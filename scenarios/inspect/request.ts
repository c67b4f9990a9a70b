/** Inspections of the AuthnRequests that the SP sent. */

import { findAll, attributeOf } from '../../idp/protocol/xml-text.ts';
import type { InspectionFinding } from '../case.ts';
import type { Evidence } from '../observation.ts';

type Received = Evidence['requests'][number];
export type Inspection = (evidence: Evidence) => InspectionFinding[] | null;

/** The findings of every request, the same one once; null when no request arrived. */
function inEveryRequest(look: (received: Received, evidence: Evidence) => InspectionFinding[]): Inspection {
  return (evidence) => {
    if (evidence.requests.length === 0) return null;
    const found = evidence.requests.flatMap((received) => look(received, evidence));
    return [...new Map(found.map((finding) => [JSON.stringify(finding), finding])).values()];
  };
}

export const requestSchema = inEveryRequest(({ findings }) =>
  findings.filter(({ code }) => code === 'schema').map(({ message }) => ({ message })),
);

export const requestIdNcName = inEveryRequest(({ request: { id } }) =>
  id !== undefined && /^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u.test(id)
    ? []
    : [
        {
          message: 'the ID of the request is not an xs:NCName',
          expected: 'a letter or an underscore first, then letters, digits, «.», «-», «_»',
          actual: id ?? 'no ID',
        },
      ],
);

/** Absent is allowed as long as the request is not signed (Bindings 3.4.5.2 and 3.5.5.2). */
export const requestDestination = inEveryRequest(({ request, signature }, { ssoUrl }) => {
  const signed = request.hasSignature || signature !== undefined;
  if (request.destination === ssoUrl || (request.destination === undefined && !signed)) return [];
  const message = request.destination
    ? 'the Destination is not the single sign-on endpoint'
    : 'a signed request has no Destination';
  return [{ message, expected: ssoUrl, actual: request.destination ?? 'none' }];
});

export const requestIssuer = inEveryRequest(({ request: { issuer } }, { target }) =>
  issuer === target.entityId
    ? []
    : [{ message: 'the Issuer is not the SP’s entity id', expected: target.entityId, actual: issuer ?? 'none' }],
);

export const requestAcsUrl = inEveryRequest(({ request }, { target, metadata }) => {
  const { assertionConsumerServiceUrl: url, assertionConsumerServiceIndex: index } = request;
  const findings: InspectionFinding[] = [];
  if (url !== undefined && index !== undefined) {
    findings.push({
      message: 'the request names an endpoint by URL and by index at once',
      expected: 'one of the two, or none',
      actual: `AssertionConsumerServiceURL ${url} and AssertionConsumerServiceIndex ${index}`,
    });
  }
  const known = metadata ? endpoints(metadata.xml) : [target.acsUrl];
  if (url !== undefined && !known.includes(url)) {
    const expected = known.join(' or ') || 'an endpoint of the metadata, which has none';
    findings.push({ message: 'the answer is asked to an endpoint that is not published', expected, actual: url });
  }
  return findings;
});

function endpoints(metadata: string): string[] {
  return findAll(metadata, 'AssertionConsumerService').flatMap((span) => attributeOf(metadata, span, 'Location') ?? []);
}

export const requestRelayStateSize = inEveryRequest(({ relayState }) => {
  const bytes = Buffer.byteLength(relayState ?? '', 'utf8');
  return bytes <= 80
    ? []
    : [{ message: 'the RelayState is too long', expected: '80 bytes at most', actual: `${bytes} bytes` }];
});
