/** Drafts a target profile: commented YAML that a person finishes by hand, filled from SP metadata where there is some. */

import { stringify } from 'yaml';
import type { SpMetadata } from '../idp/protocol/sp-metadata.ts';

export interface DraftFacts {
  name?: string;
  /** Where the metadata was read from, as it will stand in the profile. */
  metadata?: string;
  /** What the metadata said; absent when the profile is drafted without any. */
  sp?: Pick<SpMetadata, 'entityId' | 'wantAssertionsSigned' | 'authnRequestsSigned' | 'slo'> & { acsUrls: string[] };
  startUrl?: string;
  protectedUrl?: string;
}

/** One YAML scalar, quoted where YAML needs it. */
function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function loopback(url: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\]|[^/]+\.localhost)/i.test(url);
}

function capabilities(sp: DraftFacts['sp']): string[] {
  return [
    ...(sp?.slo.length ? ['single-logout'] : []),
    ...(sp?.authnRequestsSigned === true ? ['signed-requests'] : []),
  ];
}

/** A profile that loads; places that a person must check are marked «check». */
export function draftProfile(facts: DraftFacts): string {
  const acsUrl = facts.sp?.acsUrls[0] ?? 'http://localhost:3000/saml/acs';
  const origin = new URL(acsUrl).origin;
  const local = loopback(acsUrl);
  const sp =
    facts.metadata === undefined
      ? [
          `  entityId: ${scalar(facts.sp?.entityId ?? `${origin}/saml/metadata`)}   # check`,
          `  acsUrl: ${scalar(acsUrl)}   # check`,
        ]
      : [
          `  metadata: ${scalar(facts.metadata)}`,
          `  # read from there: entityId ${facts.sp?.entityId ?? ''}`,
          ...(facts.sp?.acsUrls ?? []).map((url) => `  #                  acsUrl   ${url}`),
        ];
  const claimed = capabilities(facts.sp);
  return `# Target profile of samlproof. Check it with: samlproof doctor --target <this file>
schemaVersion: 1
name: ${scalar(facts.name ?? new URL(acsUrl).host)}
${local ? '# authorization: not needed, every host is loopback' : `authorization: ""   # required beyond loopback: whose system this is, and who agreed to the tests`}
sp:
${sp.join('\n')}

signIn:                                # how a person starts at the SP
  startUrl: ${scalar(facts.startUrl ?? `${origin}/login`)}   # check
  # steps:                             # before the identity provider is reached
  #   - fill: { label: Work email, value: "{{user.userPrincipalName}}" }
  #   - click: { role: button, name: Continue }
# afterSignIn: []                      # steps between the ACS and the protected page (consent, welcome)

protectedPage:                         # opened after every exchange, in the same browser
  url: ${scalar(facts.protectedUrl ?? `${origin}/me`)}   # check
  signedIn: { status: 200 }            # all given conditions must hold: status, url, selector, text, json
  # signedOut: { status: 401 }         # makes refusals quick and certain
  identity: { json: /nameId }          # check: where the SP shows who is signed in: json, selector or text
  # attributes: { json: /attributes }  # what the SP took over, for the claims view

users:
  subject: b.simon@contoso.com         # signs in honestly
  victim: v.ictim@contoso.com          # known to the SP; the canary of every forgery

idp:                                   # what Entra's single sign-on page would hold for this application
  nameId: { source: user.userprincipalname, format: default }
${facts.sp?.wantAssertionsSigned === true ? '  # the metadata says WantAssertionsSigned, so signatures on the response alone are not asked\n' : ''}  # signing: assertion                 # state it only where the SP demands it: assertion, response or both
  # claims: [ { name: email, source: user.mail, required: true } ]

capabilities: [${claimed.join(', ')}]${claimed.length ? '' : '   # idp-initiated, single-logout, encrypted-assertions, signed-requests, jit-provisioning'}
clockSkewSeconds: 180                  # what the SP is configured to tolerate
`;
}
