/** Rules that no specification knows: over-strict readings of values and of the way a message is written. */

import type { Policy } from '../policy.ts';
import type { AssertionFacts } from './assertion.ts';
import { child, children, descendants, everyElement, isElement, names, nodesOf, textOf } from './xml.ts';

const entraPrefix = 'http://schemas.microsoft.com/';
const claimPrefix = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const familiar = new Set(['givenname', 'surname', 'emailaddress', 'name'].map((name) => claimPrefix + name));

/** @throws Refusal when an over-strict rule about the text of the message is switched on. */
export function checkWriting(text: string, document: Document, policy: Policy): void {
  policy.insist('no-cdata', !text.includes('<![CDATA['), 'a CDATA section');
  policy.insist('no-character-references', !/&#/.test(text), 'a numeric character reference');
  if (policy.isOverStrict('no-white-space') || policy.isOverStrict('no-comments')) checkNodes(document, policy);
  const root = document.documentElement;
  policy.insist('no-extensions', child(root, names.protocol, 'Extensions') === undefined, 'Extensions');
  if (policy.isOverStrict('no-advice')) {
    policy.insist('no-advice', descendants(root, names.assertion, 'Advice').length === 0, 'Advice');
  }
  policy.insist('no-xml-declaration', !text.startsWith('<?xml'), 'an XML declaration');
  if (policy.isOverStrict('one-line-signature')) {
    const values = descendants(root, names.signature, 'SignatureValue').map(textOf);
    policy.insist('one-line-signature', !values.some((value) => /\s/.test(value)), 'a signature in lines');
  }
  const assertion = child(root, names.assertion, 'Assertion');
  const statements = assertion === undefined ? [] : children(assertion, names.assertion, 'AttributeStatement');
  policy.insist('one-attribute-statement', statements.length <= 1, 'several AttributeStatements');
  const expected = root.tagName === 'samlp:Response' && /^(saml2?:)?Assertion$/.test(assertion?.tagName ?? 'Assertion');
  policy.insist('fixed-prefixes', expected, `the prefixes of ${root.tagName}`);
  const declared =
    assertion === undefined || assertion.hasAttribute(assertion.prefix ? `xmlns:${assertion.prefix}` : 'xmlns');
  policy.insist('namespaces-on-use', declared, 'the assertion does not declare its namespace');
}

function checkNodes(document: Document, policy: Policy): void {
  for (const element of everyElement(document)) {
    const inner = nodesOf(element);
    policy.insist('no-comments', !inner.some(({ nodeType }) => nodeType === 8), 'a comment');
    const space = inner.some(isElement) && inner.some((node) => node.nodeType === 3 && !node.nodeValue?.trim());
    policy.insist('no-white-space', !space, 'white space between elements');
  }
}

function checkValue(value: string, policy: Policy): void {
  policy.insist('no-empty-values', value !== '', 'an empty value');
  policy.insist('short-values', value.length <= 200, 'a long value');
  // Printable ASCII and blanks are all that such a service provider stores.
  policy.insist('ascii-only', /^[\t\n\r -~]*$/.test(value), 'a character beyond ASCII');
  policy.insist('no-astral-characters', !/[\u{10000}-\u{10FFFF}]/u.test(value), 'a four-byte character');
  policy.insist('no-html-characters', !/[<>]/.test(value), 'an angle bracket');
}

/** @throws Refusal when an over-strict rule about values is switched on. */
export function checkValues(assertion: AssertionFacts, knownClaims: readonly string[], policy: Policy): void {
  const { attributes, authnStatements, nameId } = assertion;
  const email = nameId?.format === 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
  policy.insist('email-name-id-only', email, `the NameID format ${nameId?.format ?? 'absent'}`);
  policy.insist('email-name-id-refused', !email, 'the NameID format emailAddress');
  const limited = authnStatements.some(({ sessionNotOnOrAfter }) => sessionNotOnOrAfter !== undefined);
  policy.insist('no-session-end', !limited, 'a SessionNotOnOrAfter');
  if (nameId !== undefined) checkValue(nameId.value, policy);
  policy.insist('few-attributes', attributes.length <= 30, 'many attributes');
  for (const { name, nameFormat, values, typed, nested } of attributes) {
    policy.insist('single-values', values.length <= 1, `several values of ${name}`);
    policy.insist('few-values', values.length <= 100, `many values of ${name}`);
    policy.insist('no-empty-values', values.length > 0, `no value of ${name}`);
    policy.insist('name-format-required', nameFormat !== undefined, `no NameFormat of ${name}`);
    policy.insist('basic-name-format-refused', !nameFormat?.endsWith(':basic'), `the NameFormat of ${name}`);
    policy.insist('no-typed-values', !typed, `a typed value of ${name}`);
    policy.insist('text-values-only', !nested, `an element in a value of ${name}`);
    const ids = !/\/groups(\.\w+)?$/.test(name) || values.every((value) => /^[\da-f-]{36}$/i.test(value));
    policy.insist('group-ids-only', ids, `a value of ${name} that is no id`);
    policy.insist('no-object-members', !(name in {}), `an attribute called ${name}`);
    const known = familiar.has(name) || name.startsWith(entraPrefix) || knownClaims.includes(name);
    policy.insist('known-claims-only', known, `the claim ${name} is not known`);
    for (const value of values) checkValue(value, policy);
  }
}
