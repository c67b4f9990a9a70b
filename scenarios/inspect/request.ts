/** Inspections of the AuthnRequests that the SP sent. */

import { findAll, attributeOf } from '../../idp/protocol/xml-text.ts';
import type { InspectionFinding } from '../case.ts';
import type { Evidence } from '../observation.ts';

type Received = Evidence['requests'][number];
export type Inspection = (evidence: Evidence) => InspectionFinding[] | null;

/** The findings of every request, the same one once; null when no request arrived. */
export function inEveryRequest(look: (received: Received, evidence: Evidence) => InspectionFinding[]): Inspection {
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

/** Within a minute of its arrival, in UTC. */
export const requestIssueInstant = inEveryRequest(({ at, request: { issueInstant = '' } }) => {
  const expected = 'UTC, as in 2026-01-31T08:30:00Z, and the present';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(issueInstant)) {
    return [{ message: 'the IssueInstant is not in UTC form', expected, actual: issueInstant }];
  }
  const off = Math.round((Date.parse(issueInstant) - Date.parse(at)) / 1000);
  return Math.abs(off) <= 60
    ? []
    : [{ message: 'the IssueInstant is not the present', expected, actual: `${off} s off` }];
});

const unspecified = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** A format that the identity provider is not set to send makes it refuse, or send what was not meant (Errata E14). */
export const requestNameIdPolicy = inEveryRequest(({ request: { nameIdPolicy } }, { control }) => {
  const format = nameIdPolicy?.format;
  const usual = control?.transcript?.answers.at(-1)?.plan.assertions[0]?.subject?.nameId?.format;
  if (format === undefined || format === unspecified || format === usual) return [];
  const expected = `no Format, or ${usual ?? unspecified}`;
  return [
    {
      message: 'the request asks for a NameID format that the identity provider is not set to send',
      expected,
      actual: format,
    },
  ];
});

export const requestDeflate = inEveryRequest(({ binding, deflated, encoded }) => {
  if (binding !== 'redirect') return [];
  if (!deflated)
    return [{ message: 'the request came by Redirect and is not deflated', expected: 'DEFLATE (RFC 1951)' }];
  return /\s/.test(encoded) ? [{ message: 'the base64 text of the request holds line breaks', expected: 'none' }] : [];
});

/** Asked only where the service provider is set to ask for a fresh sign-in. */
export const requestForceAuthn = inEveryRequest(({ request }) =>
  request.forceAuthn === true
    ? []
    : [
        {
          message: 'the request does not ask for a fresh sign-in',
          expected: 'ForceAuthn="true"',
          actual: request.forceAuthn === undefined ? 'no ForceAuthn' : 'ForceAuthn="false"',
        },
      ],
);

export const requestSignedAsDeclared = inEveryRequest(({ request, signature }, { metadata }) => {
  const declared = /\bAuthnRequestsSigned\s*=\s*["'](?:true|1)["']/.test(metadata?.xml ?? '');
  const signed = request.hasSignature || signature !== undefined;
  return declared && !signed
    ? [{ message: 'the metadata say that requests are signed, and this one is not', expected: 'a signature' }]
    : [];
});

/** What anybody can read and change on the way: no address of a page or person, no data structure. */
export const requestRelayStateOpaque = inEveryRequest(({ relayState = '' }) => {
  const text = [relayState, decoded(relayState)].join(' ');
  const what = /https?:\/\/|%3A%2F%2F/i.test(text)
    ? 'an address'
    : /@[\w-]+\./.test(text)
      ? 'an e-mail address'
      : /^\s*[{[]/.test(decoded(relayState))
        ? 'data'
        : null;
  return what === null
    ? []
    : [{ message: `the RelayState holds ${what}`, expected: 'a random reference', actual: relayState }];
});

/** Base64 of readable text; random bytes are hardly ever that, and only by chance look like an address. */
function decoded(text: string): string {
  if (!/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) return '';
  const plain = Buffer.from(text, 'base64url').toString('latin1');
  return /^[\t\n\r\x20-\x7e]+$/.test(plain) ? plain : '';
}

export const requestRelayStateSize = inEveryRequest(({ relayState }) => {
  const bytes = Buffer.byteLength(relayState ?? '', 'utf8');
  return bytes <= 80
    ? []
    : [{ message: 'the RelayState is too long', expected: '80 bytes at most', actual: `${bytes} bytes` }];
});

function foreign(message: string, actual = ''): InspectionFinding {
  return { message, expected: 'its own', actual };
}

/** What a request header named as the host must stand neither in the request nor in the way to it; null without a request. */
export function requestIgnoresHost(host: string): Inspection {
  return ({ own }) => {
    const exchange = own.findLast(({ role }) => role === 'judged');
    const sent = own.flatMap(({ trail }) => trail).find(({ location }) => hostOf(location) === host)?.location;
    const requests = exchange?.transcript?.requests ?? [];
    if (requests.length === 0 && sent === undefined) return null;
    return [
      ...(sent === undefined ? [] : [foreign('people are sent to the host that a request header names', sent)]),
      ...requests.flatMap(({ request: { assertionConsumerServiceUrl: url, issuer } }) => [
        ...(hostOf(url) === host ? [foreign('the answer is asked to the host that a header names', url)] : []),
        ...(hostOf(issuer) === host ? [foreign('the Issuer has the host that a header names', issuer)] : []),
      ]),
    ];
  };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : undefined;
}
