/** Drafts a target profile: commented YAML that a person finishes by hand, filled with whatever is known. */

import { capabilities, type Capability } from './capabilities.ts';
import {
  acsUrlOf,
  entityIdOf,
  idpInitiatedOf,
  nameOf,
  protectedUrlOf,
  startUrlOf,
  staysHere,
  type DraftFacts,
} from './draft-facts.ts';
import { claimLines, galleryRemarks } from './draft-gallery.ts';
import { flowMap, remark, scalar } from './draft-yaml.ts';

export type { DraftFacts } from './draft-facts.ts';

/** A key that is there for encryption alone; one without a use may be meant for signatures (Metadata 2.4.1.1). */
function hasKeyForEncryption({ sp }: DraftFacts): boolean {
  return (sp?.encryptionCertificates ?? []).some((one) => sp?.signingCertificates?.includes(one) !== true);
}

function capabilitiesOf(facts: DraftFacts): Capability[] {
  const shown: Partial<Record<Capability, boolean>> = {
    'idp-initiated': idpInitiatedOf(facts),
    'single-logout': (facts.sp?.slo.length ?? 0) > 0,
    'signed-requests': facts.sp?.authnRequestsSigned === true,
    'encrypted-assertions': hasKeyForEncryption(facts),
  };
  return capabilities.filter((one) => shown[one] === true);
}

/** Marks a value that nobody stated. */
const check = (stated: unknown): string => (stated === undefined ? '   # check' : '');

function spLines(facts: DraftFacts): string[] {
  const { metadata, sp, entityId, acsUrl } = facts;
  if (metadata === undefined) {
    return [
      `  entityId: ${scalar(entityIdOf(facts))}${check(entityId)}`,
      `  acsUrl: ${scalar(acsUrlOf(facts))}${check(acsUrl)}`,
    ];
  }
  return [
    `  metadata: ${scalar(metadata)}`,
    `  # read from there: entityId ${remark(sp?.entityId ?? '')}`,
    ...(sp?.acsUrls ?? []).map((url) => `  #                  acsUrl   ${remark(url)}`),
    ...(entityId === undefined ? [] : [`  entityId: ${scalar(entityId)}`]),
    ...(acsUrl === undefined ? [] : [`  acsUrl: ${scalar(acsUrl)}`]),
  ];
}

function authorizationLine(facts: DraftFacts): string {
  if (facts.authorization !== undefined) return `authorization: ${scalar(facts.authorization)}`;
  return staysHere(facts)
    ? '# authorization: not needed, every host is loopback'
    : 'authorization: ""   # required beyond loopback: whose system this is, and who agreed to the tests';
}

function stepLines(button: string | undefined): string[] {
  if (button !== undefined) {
    return [
      '  steps:                               # before the identity provider is reached',
      `    - click: ${flowMap({ role: 'button', name: button })}`,
    ];
  }
  return [
    '  # steps:                             # before the identity provider is reached',
    '  #   - fill: { label: Work email, value: "{{user.userPrincipalName}}" }',
    '  #   - click: { role: button, name: Continue }',
  ];
}

/** Metadata name where messages of the logout go, never where a person clicks. */
function signOutLine(facts: DraftFacts): string {
  const url = new URL('/logout', acsUrlOf(facts)).href;
  return `\n# signOut: { url: ${JSON.stringify(url)} }   # check: where a person signs out; without it no sign-out that starts here is judged\n`;
}

/** A profile that loads as soon as the right to test is stated where one is needed; what a person must look at is marked «check». */
export function draftProfile(facts: DraftFacts): string {
  const { sp, gallery, signedIn, identity } = facts;
  const claimed = capabilitiesOf(facts);
  return `# Target profile of samlproof. Check it with: samlproof doctor --target <this file>
${gallery === undefined ? '' : `${galleryRemarks(gallery).join('\n')}\n`}schemaVersion: 1
name: ${scalar(nameOf(facts))}
${authorizationLine(facts)}
sp:
${spLines(facts).join('\n')}

signIn:                                # how a person starts at the SP
  startUrl: ${scalar(startUrlOf(facts))}${check(facts.startUrl)}
${stepLines(facts.button).join('\n')}
# afterSignIn: []                      # steps between the ACS and the protected page (consent, welcome)

protectedPage:                         # opened after every exchange, in the same browser
  url: ${scalar(protectedUrlOf(facts))}${check(facts.protectedUrl)}
  signedIn: ${flowMap(signedIn ?? { status: 200 })}      # all given conditions must hold: status, url, selector, text, json
  # signedOut: { status: 401 }         # makes refusals quick and certain
  identity: ${flowMap(identity ?? { json: '/nameId' })}          # ${identity === undefined ? 'check: ' : ''}where the SP shows who is signed in: json, selector or text
  # attributes: { json: /attributes }  # what the SP took over, for the claims view
${claimed.includes('single-logout') ? signOutLine(facts) : ''}
users:
  subject: b.simon@contoso.com         # signs in honestly
  victim: v.ictim@contoso.com          # known to the SP; the canary of every forgery

idp:                                   # what Entra's single sign-on page would hold for this application
  nameId: { source: user.userprincipalname, format: ${gallery === undefined ? 'default' : 'emailAddress'} }${gallery === undefined ? '' : '   # check: as Entra sets up a new application'}
${sp?.wantAssertionsSigned === true ? '  # the metadata says WantAssertionsSigned, so signatures on the response alone are not asked\n' : ''}  # signing: assertion                 # state it only where the SP demands it: assertion, response or both
${claimLines(gallery).join('\n')}

capabilities: [${claimed.join(', ')}]   # ${claimed.length ? 'also, where it is so: ' : ''}${capabilities.filter((one) => !claimed.includes(one)).join(', ')}
clockSkewSeconds: 180                  # what the SP is configured to tolerate
`;
}
