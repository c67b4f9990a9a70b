/** How service providers usually loosen a rule that refuses what must be accepted, by the rule. */

export const tooStrict: Record<string, string> = {
  'logout-session-index-required': 'End every session of the person when a LogoutRequest names no SessionIndex.',
  'refusals-lock':
    'Limit refused messages by sender, never for everybody, and let nothing of a refused message outlive it.',
  'one-sign-in-at-a-time': 'Let sign-ins run beside each other; keep what belongs to one in local variables.',
  'single-audience': 'Accept when any Audience of a restriction is your entity id.',
  'every-confirmation': 'Accept when one SubjectConfirmation holds as a whole, whatever the others say.',
  'no-proxy-restriction': 'Ignore ProxyRestriction: it concerns those who issue assertions of their own.',
  'one-line-signature': 'Drop white space before base64 is decoded or compared.',
  'single-restriction': 'Accept several restrictions when each of them names you.',
  'response-signature-required': 'Accept a signed assertion in an unsigned Response.',
  'assertion-signature-required': 'Accept an unsigned assertion inside a signed Response.',
  'first-confirmation-only': 'Try every SubjectConfirmation until one holds.',
  'no-clock-skew': 'Tolerate three to five minutes between the clocks.',
  'foreign-relay-state-refused': 'Ignore a RelayState that you do not know, and sign in all the same.',
  'relay-state-required': 'Sign in without RelayState, and show the start page.',
  'email-name-id-only': 'Accept the NameID formats that the profile promises.',
  'rsa-sha256-only': 'Accept SHA-384 and SHA-512 as well.',
  'known-claims-only': 'Ignore claims that you do not know.',
  'single-values': 'Accept attributes with several values.',
  'short-values': 'Store values of up to 256 characters.',
  'ascii-only': 'Store and show values in UTF-8.',
  'fixed-prefixes': 'Find elements by namespace and local name, whatever their prefix.',
  'no-white-space': 'Skip text nodes of white space between elements.',
};
