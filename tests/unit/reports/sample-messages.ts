/** Messages as a run records them: an honest response and deviations from it, made without idp/ so that reports/ stands alone. */

import { createHash } from 'node:crypto';

export interface MessageParts {
  nameId?: string;
  audience?: string;
  recipient?: string;
  destination?: string;
  notOnOrAfter?: string;
  signed?: boolean;
  certificate?: string;
  inside?: string;
}

/** Base64 that looks like the real thing and is the same in every run. */
export function filler(seed: string, bytes: number): string {
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, index) =>
    createHash('sha256').update(`${seed}:${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, bytes).toString('base64');
}

const acs = 'https://notes.example/saml/acs?connection=contoso';

function signature(seed: string, certificate: string): string {
  return (
    '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>' +
    '<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
    '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
    '<Reference URI="#_0f6f1b7c-5a2e-4a6e-9c0b-0d6b2f3a8e01"><Transforms>' +
    '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>' +
    '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>' +
    '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
    `<DigestValue>${filler(`${seed} digest`, 32)}</DigestValue></Reference></SignedInfo>` +
    `<SignatureValue>${filler(`${seed} value`, 256)}</SignatureValue>` +
    `<KeyInfo><X509Data><X509Certificate>${filler(certificate, 760)}</X509Certificate></X509Data></KeyInfo></Signature>`
  );
}

function claim(name: string, value: string): string {
  return `<Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}"><AttributeValue>${value}</AttributeValue></Attribute>`;
}

/** A response in Entra's shape; every part that is not given is honest. */
export function responseXml(parts: MessageParts = {}): string {
  const nameId = parts.nameId ?? 'b.simon@contoso.com';
  const seed = JSON.stringify(parts);
  return (
    '<samlp:Response ID="_9d1c6f0e-7f5b-4b0a-8d1e-2f6f3a7c1b11" Version="2.0" IssueInstant="2026-11-22T09:14:03.482Z" ' +
    `Destination="${parts.destination ?? acs}" InResponseTo="_a7c3f21d90b84c6d" xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">` +
    '<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/6c9e0b51-0a2f-4a3e-8e0f-2f1f6f1f6a10/</Issuer>' +
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>' +
    '<Assertion ID="_0f6f1b7c-5a2e-4a6e-9c0b-0d6b2f3a8e01" IssueInstant="2026-11-22T09:14:03.482Z" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion">' +
    '<Issuer>https://sts.windows.net/6c9e0b51-0a2f-4a3e-8e0f-2f1f6f1f6a10/</Issuer>' +
    (parts.signed === false ? '' : signature(seed, parts.certificate ?? 'the trusted certificate')) +
    `<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${nameId}</NameID>` +
    '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">' +
    `<SubjectConfirmationData InResponseTo="_a7c3f21d90b84c6d" NotOnOrAfter="${parts.notOnOrAfter ?? '2026-11-22T10:14:03.482Z'}" Recipient="${parts.recipient ?? acs}"/>` +
    '</SubjectConfirmation></Subject>' +
    `<Conditions NotBefore="2026-11-22T09:09:03.482Z" NotOnOrAfter="${parts.notOnOrAfter ?? '2026-11-22T10:14:03.482Z'}">` +
    `<AudienceRestriction><Audience>${parts.audience ?? 'https://notes.example/saml'}</Audience></AudienceRestriction></Conditions>` +
    `<AttributeStatement>${claim('name', nameId)}${claim('givenname', 'Britta')}${claim('surname', 'Simon')}${claim('emailaddress', nameId)}</AttributeStatement>` +
    '<AuthnStatement AuthnInstant="2026-11-22T09:13:58.120Z" SessionIndex="_0f6f1b7c-5a2e-4a6e-9c0b-0d6b2f3a8e01"><AuthnContext>' +
    '<AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement>' +
    `${parts.inside ?? ''}</Assertion></samlp:Response>`
  );
}

export const requestXml =
  '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_a7c3f21d90b84c6d" Version="2.0" IssueInstant="2026-11-22T09:14:01.101Z" ' +
  `Destination="http://127.0.0.1:7463/6c9e0b51-0a2f-4a3e-8e0f-2f1f6f1f6a10/saml2" AssertionConsumerServiceURL="${acs}" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST">` +
  '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://notes.example/saml</saml:Issuer>' +
  '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress" AllowCreate="true"/></samlp:AuthnRequest>';

/** The HTTP trail of one sign-in, ending with this status at the protected page. */
export function trail(status: number): string {
  return JSON.stringify([
    {
      method: 'GET',
      url: 'https://notes.example/login',
      status: 302,
      setCookies: ['sid; Path=/; HttpOnly; Secure; SameSite=Lax'],
      location: `http://127.0.0.1:7463/6c9e0b51-0a2f-4a3e-8e0f-2f1f6f1f6a10/saml2?SAMLRequest=${filler('request', 400)}`,
    },
    {
      method: 'GET',
      url: 'http://127.0.0.1:7463/6c9e0b51-0a2f-4a3e-8e0f-2f1f6f1f6a10/saml2',
      status: 200,
      setCookies: [],
    },
    {
      method: 'POST',
      url: acs,
      status: status === 200 ? 303 : 500,
      setCookies: status === 200 ? ['sid; Path=/; HttpOnly; Secure; SameSite=Lax'] : [],
      ...(status === 200 ? { location: 'https://notes.example/me' } : {}),
    },
    { method: 'GET', url: 'https://notes.example/me', status, setCookies: [] },
  ]);
}
