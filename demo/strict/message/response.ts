/** The Response around the assertions: root element, status, and what it says about its own delivery. */

import { isAhead, type Clock } from './instants.ts';
import type { Policy } from '../policy.ts';
import { attribute, child, descendants, isNamed, names, textOf } from './xml.ts';

export interface ResponseFacts {
  version: string | undefined;
  issueInstant: string | undefined;
  issuer: string | undefined;
  destination: string | undefined;
  inResponseTo: string | undefined;
  /** Value of the top-level StatusCode; undefined when there is none. */
  status: string | undefined;
  /** Values of all StatusCodes, which only a forgetful reader looks at. */
  codes: string[];
}

/** The element to be read as the Response. @throws Refusal when the root is anything else (Core 3.3.3). */
export function responseElement(document: Document, policy: Policy): Element {
  const root = document.documentElement;
  const right = isNamed(root, names.protocol, 'Response');
  policy.demand('root-element', right, `the root element is ${root.tagName}`);
  return right ? root : (descendants(root, names.protocol, 'Response')[0] ?? root);
}

export function readResponse(element: Element): ResponseFacts {
  const status = child(element, names.protocol, 'Status');
  const code = status && child(status, names.protocol, 'StatusCode');
  const issuer = child(element, names.assertion, 'Issuer');
  return {
    version: attribute(element, 'Version'),
    issueInstant: attribute(element, 'IssueInstant'),
    issuer: issuer && textOf(issuer).trim(),
    destination: attribute(element, 'Destination'),
    inResponseTo: attribute(element, 'InResponseTo'),
    status: code && (attribute(code, 'Value') || undefined),
    codes: descendants(element, names.protocol, 'StatusCode').map((one) => attribute(one, 'Value') ?? ''),
  };
}

/** True when sign-in succeeded. @throws Refusal when the identity provider reports anything but a success. */
export function checkStatus(response: ResponseFacts, policy: Policy): boolean {
  const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
  const { status, codes } = response;
  if (status === success) {
    policy.insist('no-nested-status', codes.length === 1, 'a second-level StatusCode');
    return true;
  }
  if (status === undefined) policy.demand('status-required', false, 'the Response has no status');
  else if (codes.includes(success) && policy.forgets('status-any')) return true;
  else if (status.endsWith('Success') && policy.forgets('status-exact')) return true;
  else policy.demand('status', false, `the status is ${status}`);
  return false;
}

const withoutScheme = (url: string): string => url.replace(/^https?:/, '');

function isDestination(destination: string, acsUrl: string, policy: Policy): boolean {
  if (destination === acsUrl) return true;
  if (destination === '' && policy.forgets('destination-empty')) return true;
  return withoutScheme(destination) === withoutScheme(acsUrl) && policy.forgets('destination-scheme');
}

/** @throws Refusal when the Response was meant for another endpoint or comes from somebody else. */
export function checkAddressing(
  response: ResponseFacts,
  signed: boolean,
  expected: { acsUrl: string; issuer: string; trustedIssuers: readonly string[]; clock: Clock },
  policy: Policy,
): void {
  policy.demand(
    'version',
    response.version === '2.0',
    `the Version of the Response is ${response.version ?? 'absent'}`,
  );
  const { destination, issuer } = response;
  // Bindings 3.5.5.2: a signed message must name its destination; without a signature it proves nothing anyway.
  if (destination === undefined) policy.demand('destination-required', !signed, 'a signed Response has no Destination');
  else
    policy.demand(
      'destination',
      isDestination(destination, expected.acsUrl, policy),
      `the Destination is ${destination}`,
    );
  const future = response.issueInstant !== undefined && isAhead(response.issueInstant, expected.clock, policy);
  policy.demand('issue-instant', !future, `issued at ${response.issueInstant ?? ''}`);
  policy.insist('response-issuer-required', issuer !== undefined, 'the Response has no Issuer');
  if (issuer === undefined || issuer === expected.issuer) return;
  policy.demand('issuer-response', expected.trustedIssuers.includes(issuer), `the Response was issued by ${issuer}`);
  if (expected.trustedIssuers.includes(issuer) && !policy.forgets('issuer-response')) {
    policy.demand('issuer-agreement', false, `the Response was issued by ${issuer}, the assertion by another`);
  }
}
