/** The logout messages of this service provider (Core 3.7), by the Redirect binding with its detached signature. */

import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Policy } from '../policy.ts';
import { logoutKey } from './logout-key.ts';
import { escapeXml } from './request.ts';
import type { Account } from './sessions.ts';

const algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

export interface LogoutFacts {
  entityId: string;
  /** The identity provider's endpoint. */
  sloUrl: string;
  now: Date;
  /** A new xs:ID. */
  id: string;
  policy: Policy;
}

function message(name: string, attributes: string, issuer: string, content: string, facts: LogoutFacts): string {
  const { id, now } = facts;
  return (
    `<samlp:${name} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"` +
    ` ID="${id}" Version="2.0" IssueInstant="${now.toISOString()}"${attributes}>` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer>${content}</samlp:${name}>`
  );
}

function nameIdOf({ nameId, nameIdFormat }: Account, policy: Policy): string {
  const format = nameIdFormat === undefined ? '' : ` Format="${escapeXml(nameIdFormat)}"`;
  const value = policy.forgets('logout-request-name-id') ? nameId.toUpperCase() : nameId;
  return `<saml:NameID${format}>${escapeXml(value)}</saml:NameID>`;
}

/** Names the person as the identity provider named them, and the session (Profiles 4.4.4.1). */
export function logoutRequest(account: Account, facts: LogoutFacts): string {
  const { policy, entityId, sloUrl } = facts;
  const destination = policy.forgets('logout-request-destination') ? 'https://signin.invalid/saml2' : sloUrl;
  const issuer = policy.forgets('logout-request-issuer') ? `${entityId}/other` : entityId;
  const nameId = nameIdOf(account, policy);
  const without = account.sessionIndex === undefined || policy.forgets('logout-request-session-index');
  const index = without ? '' : `<samlp:SessionIndex>${escapeXml(account.sessionIndex ?? '')}</samlp:SessionIndex>`;
  const content = policy.forgets('logout-request-schema') ? index + nameId : nameId + index;
  return message('LogoutRequest', ` Destination="${escapeXml(destination)}"`, issuer, content, facts);
}

/** `Success`, or why nothing was ended. */
export function logoutResponse(inResponseTo: string, status: 'Success' | 'Requester', facts: LogoutFacts): string {
  const code = `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/>`;
  const attributes = ` Destination="${escapeXml(facts.sloUrl)}" InResponseTo="${escapeXml(inResponseTo)}"`;
  return message('LogoutResponse', attributes, facts.entityId, `<samlp:Status>${code}</samlp:Status>`, facts);
}

const pair = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;

/** The address with the message; the signature covers the parameters in their fixed order (Bindings 3.4.4.1). */
export function logoutUrl(
  sloUrl: string,
  parameter: 'SAMLRequest' | 'SAMLResponse',
  xml: string,
  options: { relayState?: string | undefined; signed: boolean },
): string {
  const parts = [pair(parameter, deflateRawSync(xml).toString('base64'))];
  if (options.relayState !== undefined) parts.push(pair('RelayState', options.relayState));
  if (options.signed) {
    parts.push(pair('SigAlg', algorithm));
    const value = sign('sha256', Buffer.from(parts.join('&')), logoutKey().privateKey);
    parts.push(pair('Signature', value.toString('base64')));
  }
  return `${sloUrl}${sloUrl.includes('?') ? '&' : '?'}${parts.join('&')}`;
}
