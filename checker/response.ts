/** What the Response says about itself: version, status, address, issuer and the request that it answers. */

import { defect, type Defect, type Known } from './context.ts';
import { found, instantOf, isFuture } from './instant.ts';
import type { Message } from './message.ts';
import { attribute, child, children, is, pathOf, textOf } from './xml.ts';

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** Version and IssueInstant, for a Response and an Assertion alike. */
export function headerDefects(element: Element, context: Known): Defect[] {
  const where = pathOf(element);
  const version = attribute(element, 'Version');
  const code = is(element, 'samlp:Response') ? 'response-version' : 'assertion-version';
  const defects = version === '2.0' ? [] : [defect(code, `found ${version ?? 'none'}`, where)];
  const text = attribute(element, 'IssueInstant') ?? '';
  const instant = instantOf(text);
  if (instant === null) defects.push(defect('instant-unreadable', `IssueInstant is «${text.slice(0, 80)}»`, where));
  else if (isFuture(instant, context)) defects.push(defect('issue-instant-future', found(text, context), where));
  return defects;
}

export function isSuccess(response: Element): boolean {
  const status = child(response, 'samlp:Status');
  const code = status && child(status, 'samlp:StatusCode');
  return code !== undefined && attribute(code, 'Value') === success;
}

export function statusDefects(response: Element): Defect[] {
  const statuses = children(response, 'samlp:Status');
  if (statuses.length > 1) return [defect('status-count', `found ${statuses.length}`)];
  const code = statuses[0] && child(statuses[0], 'samlp:StatusCode');
  const value = code && attribute(code, 'Value');
  if (code === undefined || !value) return [defect('status-missing')];
  if (value === success) return [];
  const nested = child(code, 'samlp:StatusCode');
  const second = nested ? ` with ${attribute(nested, 'Value') ?? ''}` : '';
  return [defect('status-not-success', `found ${value}${second}`, pathOf(code))];
}

function destinationDefects(response: Element, { sp }: Known): Defect[] {
  const destination = attribute(response, 'Destination');
  if (destination === undefined) {
    // Bindings §3.5.5.2 demands it of signed messages only; Core §3.2.2 leaves it optional.
    return child(response, 'ds:Signature') ? [defect('destination-missing')] : [];
  }
  if (sp === undefined || destination === sp.acsUrl) return [];
  return [defect('destination-mismatch', `expected ${sp.acsUrl}, found «${destination}»`)];
}

export function issuerOf(element: Element): string | undefined {
  const issuer = child(element, 'saml:Issuer');
  return issuer && textOf(issuer);
}

const entityFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

function issuerDefects({ response, assertions }: Message, { idpEntityId }: Known): Defect[] {
  const defects: Defect[] = [];
  for (const element of [response, ...assertions]) {
    const issuer = child(element, 'saml:Issuer');
    const format = issuer && attribute(issuer, 'Format');
    if (format !== undefined && format !== entityFormat)
      defects.push(defect('issuer-format', `found «${format}»`, pathOf(element)));
  }
  const expected = (value: string): string => `expected ${idpEntityId ?? ''}, found «${value}»`;
  const names = assertions.map((assertion) => issuerOf(assertion));
  for (const [index, name] of names.entries()) {
    const where = pathOf(assertions[index] as Element);
    if (name === undefined) defects.push(defect('issuer-missing', undefined, where));
    else if (idpEntityId !== undefined && name !== idpEntityId)
      defects.push(defect('issuer-mismatch', expected(name), where));
  }
  const own = issuerOf(response);
  if (own === undefined && child(response, 'ds:Signature')) defects.push(defect('response-issuer-missing'));
  // Where the assertion names the same wrong issuer, one identity provider is wrong, not two elements.
  if (own !== undefined && idpEntityId !== undefined && own !== idpEntityId && !names.includes(own))
    defects.push(defect('response-issuer-mismatch', expected(own)));
  return defects;
}

function correlationDefects(response: Element, { requestId, seenRequestIds }: Known): Defect[] {
  const answered = attribute(response, 'InResponseTo');
  if (requestId === undefined) return [];
  if (answered !== undefined && new Set(seenRequestIds).has(answered))
    return [defect('request-already-answered', `found ${answered}`)];
  if (requestId === null)
    return answered === undefined ? [] : [defect('in-response-to-unsolicited', `found «${answered}»`)];
  if (answered === undefined) return [defect('in-response-to-missing', `expected ${requestId}`)];
  return answered === requestId
    ? []
    : [defect('in-response-to-mismatch', `expected ${requestId}, found «${answered}»`)];
}

export function responseDefects(message: Message, context: Known): Defect[] {
  const { response, assertions, closed } = message;
  const defects = [
    ...headerDefects(response, context),
    ...statusDefects(response),
    ...destinationDefects(response, context),
    ...issuerDefects(message, context),
    ...correlationDefects(response, context),
  ];
  // An error response has no assertion, one that stayed encrypted has been reported, a misplaced one is reported there.
  const lookAlike = Array.from(response.childNodes).some((node) => /assertion/i.test(node.nodeName));
  if (assertions.length === 0 && closed === 0 && !lookAlike && isSuccess(response))
    defects.push(defect('assertion-missing'));
  return defects;
}
