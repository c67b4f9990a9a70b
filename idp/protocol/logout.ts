/** The honest path from a logout plan to the address that the browser is sent to, with the three openings of a deviation. */

import { logoutQuery, withQuery } from './logout-query.ts';
import type { LogoutFacts, LogoutMutation, LogoutPlan } from './logout-types.ts';
import type { Keyring, NameId, StatusPlan } from './types.ts';
import { entraStyle, saml, samlp, written, type Element, type Node } from './xml-tree.ts';

function text(value: string): Node[] {
  return value === '' ? [] : [{ text: value }];
}

function nameIdTree(nameId: NameId): Element {
  const { format, nameQualifier, spNameQualifier } = nameId;
  return saml(
    'NameID',
    [
      ['Format', format],
      ['NameQualifier', nameQualifier],
      ['SPNameQualifier', spNameQualifier],
    ],
    text(nameId.value),
  );
}

function statusTree({ code, nested, message }: StatusPlan): Element {
  const inner = nested === undefined ? [] : [samlp('StatusCode', [['Value', nested]])];
  const said = message !== undefined && samlp('StatusMessage', [], text(message));
  return samlp('Status', [], [samlp('StatusCode', [['Value', code]], inner), said]);
}

/** The message as text, unsigned: by the Redirect binding the signature stands beside it. */
export function renderLogout(plan: LogoutPlan): string {
  const request = plan.message === 'LogoutRequest';
  const message = samlp(
    plan.message,
    [
      ['ID', plan.id],
      ['Version', plan.version],
      ['IssueInstant', plan.issueInstant],
      ['Destination', plan.destination],
      ['InResponseTo', request ? undefined : plan.inResponseTo],
      ['NotOnOrAfter', request ? plan.notOnOrAfter : undefined],
      ['Reason', request ? plan.reason : undefined],
    ],
    [
      plan.issuer !== undefined && saml('Issuer', [], text(plan.issuer)),
      request ? plan.nameId && nameIdTree(plan.nameId) : plan.status && statusTree(plan.status),
      ...(request ? plan.sessionIndexes.map((index) => samlp('SessionIndex', [], text(index))) : []),
    ],
  );
  return written(message, entraStyle);
}

export interface IssuedLogout {
  /** The plan in effect. */
  plan: LogoutPlan;
  xml: string;
  /** The same ids and instants without the deviation. */
  honestXml: string;
  /** Where the browser is sent. */
  url: string;
}

/** Issues a logout message, deviating where the mutation says so. An empty mutation gives the honest address. */
export function issueLogout(
  honest: LogoutPlan,
  facts: LogoutFacts,
  keyring: Keyring,
  mutation: LogoutMutation = {},
): IssuedLogout {
  const plan = mutation.logout?.(honest, facts) ?? honest;
  const rendered = renderLogout(plan);
  const honestXml = plan === honest ? rendered : renderLogout(honest);
  const xml = mutation.logoutXml?.(rendered, facts) ?? rendered;
  const signed = logoutQuery(plan, xml, keyring);
  const query = mutation.logoutQuery?.(signed, facts, honestXml) ?? signed;
  return { plan, xml, honestXml, url: withQuery(plan.location, query) };
}
