/** The rows from which the sample result is made: realistic cases with every verdict and every outcome. */

import type { CaseResult } from '../../../reports/result.ts';
import type { MessageParts } from './sample-messages.ts';

export interface SampleRow {
  id: string;
  title: string;
  facts: Pick<CaseResult, 'level' | 'layer' | 'impact' | 'expect' | 'outcome' | 'verdict'>;
  why: string;
  sent: string;
  reason: string;
  section: [document: string, section: string, url: string];
  parts?: MessageParts;
  extra?: Partial<CaseResult>;
}

const core = 'https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf';
const profiles = 'https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf';
const breaking = 'https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky';
const victim = 'v.ictim@contoso.com';

function facts(
  level: CaseResult['level'],
  layer: CaseResult['layer'],
  impact: CaseResult['impact'],
  expect: CaseResult['expect'],
  outcome: CaseResult['outcome'],
  verdict: CaseResult['verdict'],
): SampleRow['facts'] {
  return { level, layer, impact, expect, outcome, verdict };
}

const remarkable: SampleRow[] = [
  {
    id: 'parser/comment-nameid',
    title: 'Comment inside the NameID',
    facts: facts('must', 'hardening', 'impersonation', 'reject', 'signed-in-as-other', 'fail'),
    why: 'Anyone who may choose a user name at the identity provider can sign in as anyone else.',
    sent: 'A validly signed response whose NameID is cut in two by a comment, right after the name of the victim.',
    reason: 'The protected page opened and showed v.ictim@contoso.com, which is not who was asserted.',
    section: ['CVE-2017-11427', '', 'https://nvd.nist.gov/vuln/detail/CVE-2017-11427'],
    parts: { nameId: `${victim}<!-- -->.evil.example` },
    extra: {
      identity: victim,
      fix: 'Read the text of a value from the canonical form that was signed, or refuse comments inside values.',
      forgets: ['comments'],
    },
  },
  {
    id: 'signature/unsigned',
    title: 'Response without any signature',
    facts: facts('must', 'saml', 'impersonation', 'reject', 'signed-in', 'fail'),
    why: 'Anyone on the internet can write a response and sign in as any user.',
    sent: 'The honest response with neither the Assertion nor the Response signed.',
    reason: 'The protected page opened though the message must be refused.',
    section: ['SAML V2.0 Profiles', '4.1.4.2', profiles],
    parts: { signed: false },
    extra: { identity: 'b.simon@contoso.com', known: { reason: 'TICKET-17', until: '2027-03-31', state: 'active' } },
  },
  {
    id: 'conditions/audience-wrong@prefix',
    title: 'Audience of another service provider',
    facts: facts('must', 'saml', 'takeover', 'reject', 'signed-in', 'fail'),
    why: 'A response that was meant for another application, and that its operator holds, opens a session here.',
    sent: 'A validly signed response whose only Audience is https://notes.example/saml-other.',
    reason: 'The protected page opened though the message must be refused.',
    section: ['SAML V2.0 Core', '2.5.1.4', core],
    parts: { audience: 'https://notes.example/saml-other' },
    extra: { identity: 'b.simon@contoso.com', flaky: true, attempts: 2 },
  },
  {
    id: 'correlation/replay-same-post',
    title: 'The same response posted twice',
    facts: facts('must', 'saml', 'replay', 'reject', 'signed-in', 'fail'),
    why: 'Whoever finds a response in a log or in the history of a browser can sign in with it again.',
    sent: 'The response of an honest sign-in, posted a second time with the cookies from before the first.',
    reason: 'The protected page opened though the message must be refused.',
    section: ['SAML V2.0 Profiles', '4.1.4.5', profiles],
    extra: { identity: 'b.simon@contoso.com' },
  },
  {
    id: 'addressing/recipient-wrong',
    title: 'Recipient is another endpoint',
    facts: facts('must', 'saml', 'takeover', 'reject', 'broken', 'fail'),
    why: 'A response that was delivered elsewhere can be carried here.',
    sent: 'A validly signed response whose Recipient is https://notes.example/elsewhere.',
    reason: 'The service provider dropped the connection; an honest sign-in worked right after.',
    section: ['SAML V2.0 Profiles', '4.1.4.3', profiles],
    parts: { recipient: 'https://notes.example/elsewhere' },
  },
  {
    id: 'algorithms/rsa-sha1',
    title: 'Signature with RSA-SHA1',
    facts: facts('should', 'saml2int', 'impersonation', 'reject', 'signed-in', 'warn'),
    why: 'SHA-1 collisions are affordable; a forged message may carry a genuine signature.',
    sent: 'The honest response, signed with rsa-sha1 and digested with SHA-1.',
    reason: 'The protected page opened though the message should be refused.',
    section: ['Kantara SAML2Int', 'SDP-ALG01', 'https://kantarainitiative.github.io/SAMLprofiles/saml2int.html'],
    parts: { certificate: 'the trusted certificate', inside: '' },
    extra: { identity: 'b.simon@contoso.com' },
  },
  {
    id: 'session/error-no-leak',
    title: 'Error page keeps its secrets',
    facts: facts('should', 'hardening', 'disclosure', 'inspect', null, 'warn'),
    why: 'Stack traces tell an attacker which library to attack and where.',
    sent: 'Nothing of its own: looks at the page that answered a refused response.',
    reason: 'The page that refuses a response shows a stack trace.',
    section: ['CWE-209', '', 'https://cwe.mitre.org/data/definitions/209.html'],
    extra: {
      findings: [
        {
          message: 'The page names files of the server.',
          expected: 'a message for the user',
          actual:
            'Error: invalid signature at SAML.validatePostResponseAsync (/srv/app/node_modules/@node-saml/node-saml/lib/saml.js:601:23)',
        },
      ],
    },
  },
  {
    id: 'conditions/time-skew-over',
    title: 'Expired beyond the tolerated skew',
    facts: facts('must', 'saml', 'replay', 'reject', 'unclear', 'inconclusive'),
    why: 'Old responses stay useful for ever.',
    sent: 'A validly signed response that expired 6 minutes ago.',
    reason: 'The clock of the service provider is 47 seconds off, so a case about time proves nothing.',
    section: ['SAML V2.0 Core', '2.5.1.2', core],
    parts: { notOnOrAfter: '2026-11-22T09:08:03.482Z' },
  },
  {
    id: 'encryption/aes-gcm',
    title: 'Encrypted assertion with AES-GCM',
    facts: facts('must', 'saml2int', 'interoperability', 'accept', null, 'not-applicable'),
    why: 'Users of identity providers that encrypt cannot sign in.',
    sent: 'Not sent.',
    reason: 'The profile does not claim encrypted-assertions, and the metadata holds no encryption certificate.',
    section: ['Kantara SAML2Int', 'SDP-ALG02', 'https://kantarainitiative.github.io/SAMLprofiles/saml2int.html'],
  },
  {
    id: 'session/cookie-flags@secure',
    title: 'Session cookie is Secure',
    facts: facts('should', 'hardening', 'takeover', 'inspect', null, 'not-applicable'),
    why: 'The session can be read from any plain connection.',
    sent: 'Nothing of its own: looks at the Set-Cookie headers of the honest sign-in.',
    reason: 'The service provider runs on http on loopback, where Secure means nothing.',
    section: ['RFC 6265bis', '5.7', 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis'],
  },
  {
    id: 'addressing/destination-missing',
    title: 'No Destination on a signed response',
    facts: facts('may', 'saml', 'hygiene', 'either', 'signed-in', 'pass'),
    why: 'A response without an address can be carried to any endpoint.',
    sent: 'A signed response without a Destination.',
    reason: 'Either answer is right; the person asserted was signed in.',
    section: [
      'SAML V2.0 Bindings',
      '3.5.5.2',
      'https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf',
    ],
    extra: { remark: 'It was accepted; refusing would be safer.', identity: 'b.simon@contoso.com' },
  },
];

const passingNames: [area: string, name: string, title: string, impact: CaseResult['impact']][] = [
  ['accept', 'sig-assertion-only', 'Only the assertion is signed', 'interoperability'],
  ['accept', 'sig-both', 'Response and assertion are signed', 'interoperability'],
  ['accept', 'xml-prefixes-odd', 'Unusual namespace prefixes', 'interoperability'],
  ['accept', 'xml-cdata', 'Values as CDATA sections', 'interoperability'],
  ['accept', 'time-fraction@seven', 'Seven digits of a second', 'interoperability'],
  ['attributes', 'unicode', 'Names beyond ASCII', 'interoperability'],
  ['attributes', 'many-groups', 'A hundred and fifty groups', 'interoperability'],
  ['signature', 'stripped', 'Signature removed after signing', 'impersonation'],
  ['signature', 'wrong-key', 'Signed with a foreign key', 'impersonation'],
  ['signature', 'wrong-key-embedded', 'Foreign key with its certificate in KeyInfo', 'impersonation'],
  ['signature', 'tamper-nameid', 'NameID changed after signing', 'impersonation'],
  ['signature', 'tamper-attribute', 'Attribute changed after signing', 'impersonation'],
  ['signature', 'ref-empty-uri', 'Reference with an empty URI', 'impersonation'],
  ['wrapping', '1', 'Forged response around the signed one', 'impersonation'],
  ['wrapping', '3', 'Forged assertion before the signed one', 'impersonation'],
  ['wrapping', '7', 'Signed assertion hidden in Extensions', 'impersonation'],
  ['parser', 'dtd-empty', 'An empty DOCTYPE', 'denial'],
  ['parser', 'external-http', 'External entity over HTTP', 'disclosure'],
  ['conditions', 'time-expired', 'Expired an hour ago', 'replay'],
  ['conditions', 'time-not-yet', 'Not valid before tomorrow', 'replay'],
  ['subject', 'confirmation-missing', 'No SubjectConfirmation', 'takeover'],
  ['addressing', 'issuer-assertion-wrong', 'Issuer is somebody else', 'impersonation'],
  ['correlation', 'irt-response-wrong', 'InResponseTo of another request', 'takeover'],
  ['status', 'authnfailed', 'Status AuthnFailed', 'impersonation'],
  ['structure', 'malformed', 'XML that breaks off', 'denial'],
  ['claims', 'required-missing@email', 'Required claim is missing: email', 'hygiene'],
  ['request', 'id-entropy', 'Request ids cannot be guessed', 'request-forgery'],
  ['metadata', 'schema', 'Metadata is valid against its schema', 'interoperability'],
];

function passing([area, name, title, impact]: (typeof passingNames)[number], index: number): SampleRow {
  const accepts = impact === 'interoperability';
  return {
    id: `${area}/${name}`,
    title,
    facts: facts(
      index % 4 === 3 ? 'should' : 'must',
      index % 5 === 4 ? 'entra' : 'saml',
      impact,
      accepts ? 'accept' : 'reject',
      accepts ? 'signed-in' : 'refused',
      'pass',
    ),
    why: accepts
      ? 'Users of a correct identity provider cannot sign in.'
      : 'A message that nobody vouched for would open a session.',
    sent: `${title}; all else as in the honest response.`,
    reason: accepts ? 'The person asserted was signed in.' : 'The protected page stayed closed.',
    section: ['SAML V2.0 Core', '5.4.2', core],
    parts: accepts ? {} : { nameId: victim, certificate: title },
    extra: accepts ? { identity: 'b.simon@contoso.com' } : {},
  };
}

export const sampleRows: SampleRow[] = [
  ...remarkable,
  ...passingNames.map(passing),
  {
    id: 'wrapping/forged-after',
    title: 'Forged assertion after the signed one',
    facts: facts('must', 'hardening', 'impersonation', 'reject', 'refused', 'pass'),
    why: 'Whoever holds one genuine response can sign in as anyone.',
    sent: 'A second, unsigned assertion for the victim behind the genuine one.',
    reason: 'The protected page stayed closed.',
    section: ['On Breaking SAML (USENIX Security 2012)', '', breaking],
    parts: { inside: `<!-- --><Advice><Assertion><Subject><NameID>${victim}</NameID></Subject></Assertion></Advice>` },
  },
];
