/** The AuthnRequest of this service provider (Core 3.4.1), deflated for the Redirect binding or in a form. */

import { randomBytes, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Policy } from '../policy.ts';
import { logoutKey } from './logout-key.ts';

export interface RequestFacts {
  entityId: string;
  acsUrl: string;
  ssoUrl: string;
  now: Date;
  forceAuthn?: boolean | undefined;
  policy: Policy;
}

export function newRequestId(policy: Policy, count: number): string {
  const random = policy.forgets('request-id-entropy')
    ? String(count).padStart(8, '0')
    : randomBytes(20).toString('hex');
  if (policy.forgets('request-id-length')) return `_${randomBytes(2).toString('hex')}${'0'.repeat(28)}`;
  return policy.forgets('request-id-ncname') ? `0${random}` : `_${random}`;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function authnRequest(id: string, facts: RequestFacts): string {
  const { policy } = facts;
  const destination = policy.forgets('request-destination') ? 'https://signin.invalid/saml2' : facts.ssoUrl;
  const fresh = facts.forceAuthn === true && !policy.forgets('request-force-authn') ? ' ForceAuthn="true"' : '';
  const index = policy.forgets('request-acs-url') ? ' AssertionConsumerServiceIndex="0"' : '';
  const entityId = policy.forgets('request-issuer') ? `${facts.entityId}/other` : facts.entityId;
  const issuer = `<saml:Issuer>${escapeXml(entityId)}</saml:Issuer>`;
  const nameIdPolicy = '<samlp:NameIDPolicy AllowCreate="true"/>';
  return (
    '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"' +
    ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"' +
    ` ID="${id}" Version="2.0" IssueInstant="${facts.now.toISOString()}" Destination="${escapeXml(destination)}"${fresh}` +
    ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"' +
    ` AssertionConsumerServiceURL="${escapeXml(facts.acsUrl)}"${index}>` +
    (policy.forgets('request-schema') ? nameIdPolicy + issuer : issuer + nameIdPolicy) +
    '</samlp:AuthnRequest>'
  );
}

/** At most 80 bytes (Bindings 3.4.3), opaque. */
export function newRelayState(policy: Policy, target: string): string {
  const token = randomBytes(12).toString('base64url');
  return policy.forgets('relay-state-size') ? `${token}?target=${encodeURIComponent(target).padEnd(100, '~')}` : token;
}

const algorithm = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const broken = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

const pair = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;

/** The address with the request; a signature covers the parameters in their fixed order, as they are sent (Bindings 3.4.4.1). */
export function redirectUrl(ssoUrl: string, xml: string, relayState: string, policy: Policy, signed = false): string {
  const message = policy.forgets('request-deflate') ? Buffer.from(xml) : deflateRawSync(xml);
  const parts = [pair('SAMLRequest', message.toString('base64')), pair('RelayState', relayState)];
  if (signed && !policy.forgets('request-signed-as-declared')) {
    const weak = policy.forgets('request-signature-strength');
    parts.push(pair('SigAlg', weak ? broken : algorithm));
    const sent = parts.join('&');
    const covered = policy.forgets('request-signature')
      ? sent.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())
      : sent;
    parts.push(
      pair(
        'Signature',
        sign(weak ? 'sha1' : 'sha256', Buffer.from(covered), logoutKey().privateKey).toString('base64'),
      ),
    );
  }
  return `${ssoUrl}${ssoUrl.includes('?') ? '&' : '?'}${parts.join('&')}`;
}

export function postForm(ssoUrl: string, xml: string, relayState: string): string {
  const field = (name: string, value: string): string =>
    `<input type="hidden" name="${name}" value="${escapeXml(value)}">`;
  return (
    '<!doctype html><html lang="en"><title>Signing in</title>' +
    `<body onload="document.forms[0].submit()"><form method="post" action="${escapeXml(ssoUrl)}">` +
    field('SAMLRequest', Buffer.from(xml).toString('base64')) +
    field('RelayState', relayState) +
    '<noscript><button>Continue</button></noscript></form></body></html>'
  );
}
