/** Writes a typed response plan as XML: first a tree, so that its canonical form comes for free, then text. */

import type { AssertionPlan, Attribute, AttributeValue, Conditions, ResponsePlan, StatusPlan, Style } from './types.ts';
import type { Element, Node } from './xml-tree.ts';
import { entraStyle, isElement, saml, samlp, written } from './xml-tree.ts';

/** The unsigned response as text, in the plan's style. */
export function renderResponse(plan: ResponsePlan): string {
  return written(responseTree(plan), plan.style);
}

/** One unsigned assertion as text, in Entra's style unless told otherwise: raw material for forgeries. */
export function renderAssertion(plan: AssertionPlan, style: Style = entraStyle): string {
  return written(laidOut(assertionTree(plan), style), style);
}

/** The unsigned response as a tree, white space and comments of the plan's style included. */
export function responseTree(plan: ResponsePlan): Element {
  const response = samlp(
    'Response',
    [
      ['ID', plan.id],
      ['Version', plan.version],
      ['IssueInstant', plan.issueInstant],
      ['Destination', plan.destination],
      ['Consent', plan.consent],
      ['InResponseTo', plan.inResponseTo],
    ],
    [
      plan.issuer !== undefined && saml('Issuer', [], value(plan.issuer)),
      plan.extensions !== undefined && samlp('Extensions', [], [{ raw: plan.extensions }]),
      plan.status && statusTree(plan.status),
      ...plan.assertions.map(assertionTree),
    ],
  );
  return laidOut(response, plan.style);
}

function value(text: string): Node[] {
  return text === '' ? [] : [{ text }];
}

function statusTree(status: StatusPlan): Element {
  const nested = status.nested === undefined ? [] : [samlp('StatusCode', [['Value', status.nested]])];
  return samlp(
    'Status',
    [],
    [
      samlp('StatusCode', [['Value', status.code]], nested),
      status.message !== undefined && samlp('StatusMessage', [], value(status.message)),
      status.detail !== undefined && samlp('StatusDetail', [], [{ raw: status.detail }]),
    ],
  );
}

/** AttributeStatement before AuthnStatement, as Entra writes them (observed); the schema leaves the order open. */
function assertionTree(plan: AssertionPlan): Element {
  return saml(
    'Assertion',
    [
      ['ID', plan.id],
      ['IssueInstant', plan.issueInstant],
      ['Version', plan.version],
    ],
    [
      plan.issuer !== undefined && saml('Issuer', [], value(plan.issuer)),
      plan.subject && subjectTree(plan.subject),
      plan.conditions && conditionsTree(plan.conditions),
      plan.advice !== undefined && saml('Advice', [], [{ raw: plan.advice }]),
      plan.attributes && saml('AttributeStatement', [], plan.attributes.map(attributeTree)),
      ...plan.authnStatements.map(authnStatementTree),
    ],
  );
}

function subjectTree({ nameId, confirmations }: NonNullable<AssertionPlan['subject']>): Element {
  const name =
    nameId &&
    saml(
      'NameID',
      [
        ['Format', nameId.format],
        ['NameQualifier', nameId.nameQualifier],
        ['SPNameQualifier', nameId.spNameQualifier],
      ],
      value(nameId.value),
    );
  return saml('Subject', [], [name, ...confirmations.map(confirmationTree)]);
}

function confirmationTree({ method, data }: NonNullable<AssertionPlan['subject']>['confirmations'][number]): Element {
  const attributes: [string, string | undefined][] = [
    ['Address', data?.address],
    ['InResponseTo', data?.inResponseTo],
    ['NotBefore', data?.notBefore],
    ['NotOnOrAfter', data?.notOnOrAfter],
    ['Recipient', data?.recipient],
  ];
  return saml('SubjectConfirmation', [['Method', method]], [data && saml('SubjectConfirmationData', attributes)]);
}

function conditionsTree(conditions: Conditions): Element {
  const { proxyCount } = conditions;
  return saml(
    'Conditions',
    [
      ['NotBefore', conditions.notBefore],
      ['NotOnOrAfter', conditions.notOnOrAfter],
    ],
    [
      ...conditions.audienceRestrictions.map((audiences) =>
        saml(
          'AudienceRestriction',
          [],
          audiences.map((audience) => saml('Audience', [], value(audience))),
        ),
      ),
      conditions.oneTimeUse === true && saml('OneTimeUse'),
      proxyCount !== undefined && saml('ProxyRestriction', [['Count', String(proxyCount)]]),
      conditions.extra !== undefined && { raw: conditions.extra },
    ],
  );
}

function attributeTree(attribute: Attribute): Element {
  return saml(
    'Attribute',
    [
      ['Name', attribute.name],
      ['NameFormat', attribute.nameFormat],
      ['FriendlyName', attribute.friendlyName],
    ],
    attribute.values.map(attributeValueTree),
  );
}

function attributeValueTree(given: AttributeValue): Element {
  if (typeof given === 'string') return saml('AttributeValue', [], value(given));
  if ('raw' in given) return saml('AttributeValue', [], [{ raw: given.raw }]);
  if ('nil' in given) return { ...saml('AttributeValue', [['xsi:nil', 'true']]), typed: true };
  if (given.type === undefined) return saml('AttributeValue', [], value(given.text));
  return { ...saml('AttributeValue', [['xsi:type', given.type]], value(given.text)), typed: true };
}

function authnStatementTree(statement: AssertionPlan['authnStatements'][number]): Element {
  const { classRef, declRef } = statement;
  return saml(
    'AuthnStatement',
    [
      ['AuthnInstant', statement.authnInstant],
      ['SessionIndex', statement.sessionIndex],
      ['SessionNotOnOrAfter', statement.sessionNotOnOrAfter],
    ],
    [
      saml(
        'AuthnContext',
        [],
        [
          classRef !== undefined && saml('AuthnContextClassRef', [], value(classRef)),
          declRef !== undefined && saml('AuthnContextDeclRef', [], value(declRef)),
        ],
      ),
    ],
  );
}

/** White space and comments go between elements only: a value's text is never touched. */
function laidOut(element: Element, style: Style, depth = 1): Element {
  if (!style.pretty && !style.comments) return element;
  if (element.children.length === 0 || !element.children.every((child) => isElement(child))) return element;
  const indent = (level: number): Node[] => (style.pretty ? [{ space: `\n${'  '.repeat(level)}` }] : []);
  const comment: Node[] = style.comments ? [...indent(depth), { comment: ' between elements ' }] : [];
  const children = element.children.flatMap((child) => [
    ...comment,
    ...indent(depth),
    isElement(child) ? laidOut(child, style, depth + 1) : child,
  ]);
  return { ...element, children: [...children, ...indent(depth - 1)] };
}
