/** What a message says, as labelled values for a person to read. */

import { claimsOf } from './claims.ts';
import type { Known } from './context.ts';
import { takeApart } from './message.ts';
import { attribute, child, children, is, nameOf, pathOf, selfAndDescendants, textOf } from './xml.ts';

/** A label and a value, in the order in which a person would ask. */
export type Fact = [label: string, value: string];

function attributeFacts(element: Element, names: string[], prefix = ''): Fact[] {
  return names.flatMap((name): Fact[] => {
    const value = attribute(element, name);
    return value === undefined ? [] : [[prefix + name, value]];
  });
}

function textFacts(parent: Element | undefined, names: string[], prefix = ''): Fact[] {
  return names.flatMap((name) =>
    parent === undefined
      ? []
      : children(parent, name).map((element): Fact => [prefix + element.localName, textOf(element).trim()]),
  );
}

function signatureFacts(root: Element): Fact[] {
  const signatures = [...selfAndDescendants(root)].filter((element) => is(element, 'ds:Signature'));
  if (signatures.length === 0) return [['Signature', 'none']];
  return signatures.map((signature): Fact => {
    const info = child(signature, 'ds:SignedInfo');
    const method = info && child(info, 'ds:SignatureMethod');
    return ['Signature', `${pathOf(signature)}, ${(method && attribute(method, 'Algorithm')) ?? 'no algorithm'}`];
  });
}

const messageAttributes = ['ID', 'IssueInstant', 'Destination', 'InResponseTo'];

export function responseFacts(response: Element, context: Known): Fact[] {
  const { assertions, closed } = takeApart(response, context).message;
  const status = child(response, 'samlp:Status');
  const codes = status ? [...selfAndDescendants(status)].filter((element) => is(element, 'samlp:StatusCode')) : [];
  const facts: Fact[] = [
    ...textFacts(response, ['saml:Issuer']),
    ...attributeFacts(response, messageAttributes),
    ...codes.flatMap((code) => attributeFacts(code, ['Value'], 'Status ')),
    ...textFacts(status, ['samlp:StatusMessage']),
    ['Assertions', `${assertions.length + closed}${closed > 0 ? `, ${closed} of them not decrypted` : ''}`],
  ];
  for (const assertion of assertions) {
    facts.push(
      ...textFacts(assertion, ['saml:Issuer'], 'Assertion '),
      ...attributeFacts(assertion, ['ID', 'IssueInstant'], 'Assertion '),
    );
    for (const element of selfAndDescendants(assertion)) {
      if (is(element, 'saml:Subject')) facts.push(...textFacts(element, ['saml:NameID']));
      if (is(element, 'saml:NameID')) facts.push(...attributeFacts(element, ['Format'], 'NameID '));
      if (is(element, 'saml:SubjectConfirmationData'))
        facts.push(...attributeFacts(element, ['Recipient', 'NotOnOrAfter', 'InResponseTo'], 'Confirmation '));
      if (is(element, 'saml:Conditions')) facts.push(...attributeFacts(element, ['NotBefore', 'NotOnOrAfter']));
      if (is(element, 'saml:AudienceRestriction')) facts.push(...textFacts(element, ['saml:Audience']));
      if (is(element, 'saml:AuthnStatement'))
        facts.push(...attributeFacts(element, ['AuthnInstant', 'SessionIndex', 'SessionNotOnOrAfter']));
      if (is(element, 'saml:AuthnContext')) facts.push(...textFacts(element, ['saml:AuthnContextClassRef']));
    }
  }
  const claims = [...claimsOf(assertions)].map(([name, values]): Fact => [name, values.join(' | ')]);
  return [...facts, ...claims, ...signatureFacts(response)];
}

export function requestFacts(request: Element): Fact[] {
  const own = [
    'AssertionConsumerServiceURL',
    'AssertionConsumerServiceIndex',
    'ProtocolBinding',
    'ForceAuthn',
    'IsPassive',
    'ProviderName',
    'NotOnOrAfter',
    'Reason',
  ];
  const policy = child(request, 'samlp:NameIDPolicy');
  return [
    ...textFacts(request, ['saml:Issuer']),
    ...attributeFacts(request, [...messageAttributes, ...own]),
    ...(policy ? attributeFacts(policy, ['Format', 'AllowCreate', 'SPNameQualifier'], 'NameIDPolicy ') : []),
    ...textFacts(request, ['saml:NameID', 'samlp:SessionIndex']),
    ...textFacts(child(request, 'samlp:RequestedAuthnContext'), ['saml:AuthnContextClassRef'], 'Requested '),
    ...signatureFacts(request),
  ];
}

export function metadataFacts(root: Element): Fact[] {
  return [...selfAndDescendants(root)].flatMap((element): Fact[] => {
    const name = nameOf(element);
    if (name === 'md:EntityDescriptor') return attributeFacts(element, ['entityID', 'validUntil']);
    if (name === 'md:KeyDescriptor') return [['Key', attribute(element, 'use') ?? 'signing and encryption']];
    const location = name.startsWith('md:') ? attribute(element, 'Location') : undefined;
    if (location !== undefined)
      return [[element.localName, `${location} (${attribute(element, 'Binding')?.split(':').at(-1) ?? 'no binding'})`]];
    return element.parentNode === root || is(element.parentNode, 'md:EntityDescriptor')
      ? [['Role', element.localName]]
      : [];
  });
}
