/** How a forgotten check is usually mended, by the name that a case gives it. */

// From the particular to the general: the first entry that names a check, or the family before its dot, is used.
const fixes: [checks: string, fix: string][] = [
  [
    'signature-required every-signature assertion-required decrypted-is-signed',
    'Refuse a response unless the assertion itself, or the response around it, carries a signature that verifies; switch on the option of the library that demands signed assertions.',
  ],
  [
    'signature-value embedded-key certificate-beside certificate-subject-pinning own-key key-of-issuer key-removal',
    'Verify with the keys of that identity provider from its configured metadata only. Never take a key or certificate from KeyInfo.',
  ],
  [
    'digest digest-text digest-own signed-info-namespace signed-info-own signature-own signed-info-single signature-count reference-single reference-parent transform-allow-list transform-count canonicalization canonicalization-failure',
    'Demand exactly one signature with one SignedInfo and one reference, to the ID of the element that holds it, with the enveloped-signature and exclusive canonicalization transforms alone; then compare the digest.',
  ],
  [
    'signature-algorithm weak-algorithm digest-algorithm',
    'Keep a list of allowed algorithms (RSA or ECDSA with SHA-256 and stronger) and refuse every other before verifying.',
  ],
  [
    'signed-content single-subject',
    'Read identity and attributes only from the element that was verified: parse what the verification returns, and never search the document again.',
  ],
  [
    'comment-text entity-text instruction-text',
    'Read the whole text of a value, across comments and CDATA, from the canonical form that was signed.',
  ],
  [
    'doctype external-entity doctype-encoding processing-instruction well-formed single-root single-response namespaces element-case',
    'Use a strict, namespace-aware XML parser; refuse every DOCTYPE, resolve no entity and fetch nothing.',
  ],
  [
    'base64 parameter-required parameter-single post-binding root-element version',
    'Take one SAMLResponse parameter of a POST, in strict base64, whose root is a samlp:Response of version 2.0.',
  ],
  ['status status-required', 'Open a session only when the top-level StatusCode is Success.'],
  [
    'conditions-required conditions-expired conditions-not-yet instant-format skew-bound issue-instant session-expiry',
    'Demand Conditions, read every instant strictly, and refuse what is over or not yet valid beyond a few minutes of clock difference.',
  ],
  ['condition-known', 'Refuse an assertion with a condition that is not understood (SAML core, section 2.5.1).'],
  [
    'audience audience-required audience-exact audience-every-restriction',
    'Demand an AudienceRestriction, and in each one an Audience that equals the own entity ID, character by character.',
  ],
  [
    'confirmation-required confirmation-method confirmation-data confirmation-expired confirmation-expiry-required confirmation-not-yet subject-required',
    'Accept a Subject only by a bearer confirmation whose data names the recipient, has not expired and has no NotBefore.',
  ],
  [
    'recipient recipient-required destination destination-required',
    'Compare Recipient, and Destination of a signed response, with the URL of the assertion consumer service that received the message, and refuse the message when they are absent or differ.',
  ],
  [
    'issuer-assertion issuer-assertion-required issuer-response issuer-agreement account-per-idp',
    'Compare every Issuer with the entity ID of the identity provider whose keys verified the message, and keep the accounts of different identity providers apart.',
  ],
  [
    'in-response-to-response in-response-to-response-required in-response-to-confirmation in-response-to-confirmation-required in-response-to-equal request-state-in-session request-single-use',
    'Keep the ID of each request in the session of the browser that asked, demand that every InResponseTo equals it, and use it up with the first answer.',
  ],
  [
    'unsolicited unsolicited-in-response-to unsolicited-identity',
    'Refuse responses that answer no request of this browser, unless sign-in from the identity provider is wanted.',
  ],
  [
    'replay assertion-id',
    'Remember the ID of each accepted assertion until it expires, for all servers together, and refuse it the second time.',
  ],
  [
    'relay-state-redirect',
    'Redirect to a path of the own site, or to an entry of a list; treat RelayState as hostile.',
  ],
  [
    'required-claims required-claims-empty required-claims-single name-id authn-statement account-by-name-id name-look-alikes',
    'Refuse a sign-in when a value that the account needs is missing, empty or ambiguous, and find accounts by one immutable value, compared exactly.',
  ],
  ['escape-html', 'Escape every value where it is shown.'],
  ['cookie-flags', 'Set the session cookie with Secure, HttpOnly and SameSite.'],
  ['session-rotation', 'Give the session a new identifier at sign-in.'],
  ['error-detail', 'Answer a refused message with a short page for people; write details to the log.'],
  [
    'no-session-on-reject',
    'Create no session before a message is accepted, and end none because a message was refused.',
  ],
  [
    'gcm-tag cbc-padding decryption',
    'Decrypt with AES-GCM, verify its tag, and answer every failure of decryption alike.',
  ],
];

const byCheck = new Map(fixes.flatMap(([checks, fix]) => checks.split(' ').map((check) => [check, fix] as const)));

/** One or two sentences for the checks that a case names; null when none of them has a usual fix. */
export function usualFix(forgets: string[] | undefined): string | null {
  for (const check of forgets ?? []) {
    const fix = byCheck.get(check) ?? byCheck.get(check.split('.')[0] ?? check);
    if (fix !== undefined) return fix;
  }
  return null;
}
