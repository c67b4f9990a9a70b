/** An assertion as data: what the later checks look at. */

import type { Policy } from '../policy.ts';
import { entityMark } from './entities.ts';
import {
  attribute,
  child,
  children,
  descendants,
  firstTextOf,
  isElement,
  isNamed,
  names,
  nodesOf,
  textBefore,
  textOf,
} from './xml.ts';

export interface Confirmation {
  method: string;
  data:
    | {
        inResponseTo: string | undefined;
        recipient: string | undefined;
        notBefore: string | undefined;
        notOnOrAfter: string | undefined;
      }
    | undefined;
}

export interface ConditionsFacts {
  notBefore: string | undefined;
  notOnOrAfter: string | undefined;
  /** One list per AudienceRestriction. */
  audiences: string[][];
  oneTimeUse: boolean;
  proxyRestriction: boolean;
  unknown: string[];
}

export interface AttributeFacts {
  name: string;
  nameFormat: string | undefined;
  values: string[];
  typed: boolean;
  /** A value holds elements. */
  nested: boolean;
}

export interface AssertionFacts {
  element: Element;
  id: string | undefined;
  version: string | undefined;
  issueInstant: string | undefined;
  issuer: string | undefined;
  nameId: { value: string; format: string | undefined } | undefined;
  /** What the account is looked up by: the NameID's value, but for forgetful readers. */
  accountName: string | undefined;
  hasSubject: boolean;
  confirmations: Confirmation[];
  conditions: ConditionsFacts | undefined;
  authnStatements: {
    authnInstant: string | undefined;
    sessionIndex: string | undefined;
    sessionNotOnOrAfter: string | undefined;
  }[];
  attributes: AttributeFacts[];
}

type ReadText = (element: Element) => string;

function confirmationOf(element: Element): Confirmation {
  const data = child(element, names.assertion, 'SubjectConfirmationData');
  return {
    method: attribute(element, 'Method') ?? '',
    data: data && {
      inResponseTo: attribute(data, 'InResponseTo'),
      recipient: attribute(data, 'Recipient'),
      notBefore: attribute(data, 'NotBefore'),
      notOnOrAfter: attribute(data, 'NotOnOrAfter'),
    },
  };
}

const understood = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);

function conditionsOf(element: Element, read: ReadText): ConditionsFacts {
  return {
    notBefore: attribute(element, 'NotBefore'),
    notOnOrAfter: attribute(element, 'NotOnOrAfter'),
    audiences: children(element, names.assertion, 'AudienceRestriction').map((restriction) =>
      // xs:anyURI collapses white space around the value.
      children(restriction, names.assertion, 'Audience').map((audience) => read(audience).trim()),
    ),
    oneTimeUse: child(element, names.assertion, 'OneTimeUse') !== undefined,
    proxyRestriction: child(element, names.assertion, 'ProxyRestriction') !== undefined,
    unknown: nodesOf(element)
      .filter(isElement)
      .filter((one) => one.namespaceURI !== names.assertion || !understood.has(one.localName))
      .map((one) => one.tagName),
  };
}

function attributeOf(element: Element, read: ReadText): AttributeFacts {
  const values = children(element, names.assertion, 'AttributeValue');
  return {
    name: attribute(element, 'Name') ?? '',
    nameFormat: attribute(element, 'NameFormat'),
    values: values.map(read),
    typed: values.some((value) => value.hasAttributeNS(names.instance, 'type')),
    nested: values.some((value) => nodesOf(value).some(isElement)),
  };
}

function readerOf(policy: Policy): ReadText {
  if (policy.forgets('comment-text')) return firstTextOf;
  if (policy.forgets('entity-text'))
    return (element) => textBefore(element, ({ nodeType, nodeValue }) => nodeType === 8 && nodeValue === entityMark);
  if (policy.forgets('instruction-text')) return (element) => textBefore(element, ({ nodeType }) => nodeType === 7);
  return textOf;
}

/** The claim that names the person as well as the NameID does, from the first statement that stands in no assertion. */
function looseClaim(own: AttributeFacts[], nameId: string, document: Document): string | undefined {
  const nameClaims = own.filter(({ values }) => values[0] === nameId).map(({ name }) => name);
  const loose = descendants(document, names.assertion, 'AttributeStatement').filter(
    ({ parentNode }) => !isNamed(parentNode as Element, names.assertion, 'Assertion'),
  );
  const found = loose
    .flatMap((statement) => children(statement, names.assertion, 'Attribute'))
    .map((one) => attributeOf(one, textOf))
    .find(({ name }) => nameClaims.includes(name));
  return found?.values[0];
}

/** Reads an assertion. `document` is the message as it came, which only a forgetful reader looks at. */
export function readAssertion(element: Element, document: Document, policy: Policy): AssertionFacts {
  const read = readerOf(policy);
  const own = (name: string): Element | undefined => child(element, names.assertion, name);
  const subject = own('Subject');
  const issuer = own('Issuer');
  const conditions = own('Conditions');
  const everywhere = (name: string): Element[] => descendants(document, names.assertion, name);
  const nameId = subject && child(subject, names.assertion, 'NameID');
  const shown = policy.forgets('signed-content.name-id') ? everywhere('NameID')[0] : nameId;
  const attributes = policy.forgets('signed-content.attributes')
    ? everywhere('Attribute')
    : children(element, names.assertion, 'AttributeStatement').flatMap((statement) =>
        children(statement, names.assertion, 'Attribute'),
      );
  const claimed = policy.forgets('signed-content.claims')
    ? looseClaim(
        attributes.map((one) => attributeOf(one, read)),
        nameId === undefined ? '' : read(nameId),
        document,
      )
    : undefined;
  return {
    element,
    id: attribute(element, 'ID'),
    version: attribute(element, 'Version'),
    issueInstant: attribute(element, 'IssueInstant'),
    issuer: issuer && read(issuer).trim(),
    nameId: nameId && { value: read(nameId), format: attribute(nameId, 'Format') },
    accountName: claimed ?? (shown && read(shown)),
    hasSubject: subject !== undefined,
    confirmations: subject ? children(subject, names.assertion, 'SubjectConfirmation').map(confirmationOf) : [],
    conditions: conditions && conditionsOf(conditions, read),
    authnStatements: children(element, names.assertion, 'AuthnStatement').map((statement) => ({
      authnInstant: attribute(statement, 'AuthnInstant'),
      sessionIndex: attribute(statement, 'SessionIndex'),
      sessionNotOnOrAfter: attribute(statement, 'SessionNotOnOrAfter'),
    })),
    attributes: attributes.map((one) => attributeOf(one, read)),
  };
}
