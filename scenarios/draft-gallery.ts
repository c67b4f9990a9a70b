/** What a gallery entry gives to a profile: its claims as settings, its address patterns as comments. */

import { isPattern, type GalleryEntry } from '../idp/web/admin/gallery.ts';
import { flowMap, remark } from './draft-yaml.ts';

const line = (label: string, values: string[] = []): string[] =>
  values.map((value) => `#   ${label}  ${remark(value)}${isPattern(value) ? '' : '   (literal)'}`);

/** The addresses that the vendor's tutorial names, for a person to compare with. */
export function galleryRemarks(entry: GalleryEntry): string[] {
  return [
    `# Set up as «${remark(entry.name)}» of the application gallery${entry.edition === undefined ? '' : ` (tutorial of ${entry.edition})`}. At the vendor:`,
    ...line('identifier ', entry.identifiers),
    ...line('reply URL  ', entry.replyUrls),
    ...line('sign-on URL', entry.signOnUrl === undefined ? [] : [entry.signOnUrl]),
    ...line('relay state', entry.relayState === undefined ? [] : [entry.relayState]),
    ...(entry.initiated === undefined
      ? []
      : [
          `#   starts at    ${entry.initiated.map((one) => (one === 'idp' ? 'the identity provider' : 'the SP')).join(' or ')}`,
        ]),
  ];
}

const noClaims = '  # claims: [ { name: email, source: user.mail, required: true } ]';

/** The claims that the tutorial adds to Entra's own. Which of them are required it does not say. */
export function claimLines(entry: GalleryEntry | undefined): string[] {
  if (entry === undefined) return [noClaims];
  if (entry.claims === undefined || entry.claims.length === 0) {
    return ['  # the gallery knows of no claims beside Entra’s own', noClaims];
  }
  return [
    '  claims:                              # check; mark with `required: true` what the SP cannot do without',
    ...entry.claims.map((claim) => `    - ${flowMap(claim)}`),
  ];
}
