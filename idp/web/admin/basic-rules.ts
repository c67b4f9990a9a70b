/** What may stand in the Basic SAML Configuration; each mistake names its field. */

import { findApplication } from '../../tenant/directory.ts';
import type { Application } from '../../tenant/model.ts';
import { isLoopbackHost } from '../cookies.ts';
import type { Idp } from '../idp.ts';
import { certificateFacts } from './certificate-facts.ts';
import { isPattern } from './gallery.ts';
import type { Mistake } from './reply.ts';

/** The form as it stands: rows may be empty. */
export interface Basic {
  identifiers: string[];
  replyUrls: string[];
  /** Index of the default reply URL. */
  preferred: number;
  signOnUrl: string;
  relayState: string;
  logoutUrl: string;
}

const LONGEST = 2048;

/** Why a URL cannot be used, or undefined. Beyond this machine only https, as Entra demands. */
function urlProblem(url: string): string | undefined {
  if (isPattern(url)) return `«${url}» still holds a placeholder; put in the vendor’s value.`;
  if (!URL.canParse(url)) return `«${url}» is no URL; expected an address such as https://app.example/saml.`;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))) return undefined;
  if (protocol === 'http:') return `«${url}» is not encrypted; use https, or http on this machine only.`;
  return `«${url}» is no web address; expected https://…`;
}

/** Every mistake of the form. */
export function mistakesIn(idp: Idp, application: Application, basic: Basic): Mistake[] {
  const mistakes: Mistake[] = [];
  const wrong = (field: string, message: string | undefined): void => {
    if (message !== undefined) mistakes.push({ field, message });
  };
  for (const [index, identifier] of basic.identifiers.entries()) {
    if (identifier === '') continue;
    const field = `identifier-${index}`;
    const owner = findApplication(idp.tenant, identifier);
    if (isPattern(identifier)) wrong(field, `«${identifier}» still holds a placeholder; put in the vendor’s value.`);
    else if (identifier.length > LONGEST)
      wrong(field, `The identifier has ${identifier.length} characters; at most ${LONGEST} are allowed.`);
    else if (/\s/.test(identifier)) wrong(field, `«${identifier}» holds a space; an identifier holds none.`);
    else if (owner !== undefined && owner.appId !== application.appId) {
      wrong(
        field,
        `The identifier is taken: «${owner.displayName}» has it. An identifier must be unique in the directory.`,
      );
    } else if (basic.identifiers.indexOf(identifier) !== index) wrong(field, 'This identifier is there twice.');
  }
  for (const [index, url] of basic.replyUrls.entries()) {
    if (url === '') continue;
    wrong(`replyUrl-${index}`, urlProblem(url));
    if (basic.replyUrls.indexOf(url) !== index) wrong(`replyUrl-${index}`, 'This reply URL is there twice.');
  }
  if (basic.identifiers.every((one) => one === ''))
    wrong('identifier-0', 'Enter an identifier; requests name it as their Issuer.');
  if (basic.replyUrls.every((one) => one === '')) wrong('replyUrl-0', 'Enter a reply URL; answers are posted to it.');
  if (basic.signOnUrl !== '') wrong('signOnUrl', urlProblem(basic.signOnUrl));
  if (basic.logoutUrl !== '') wrong('logoutUrl', urlProblem(basic.logoutUrl));
  if (basic.relayState.length > LONGEST) wrong('relayState', `The relay state has more than ${LONGEST} characters.`);
  return mistakes;
}

/** Why the certificates of a metadata file cannot be taken over, or undefined. */
export function certificateProblem(certificates: string[], now: Date): string | undefined {
  for (const pem of certificates) {
    let facts;
    try {
      facts = certificateFacts(pem, now);
    } catch {
      return 'The metadata holds a certificate that cannot be read. Ask the vendor for a correct file.';
    }
    if (facts.expired) {
      return `The metadata holds a certificate («${facts.subject}») that expired on ${facts.expires}. Ask the vendor for a newer file.`;
    }
  }
  return undefined;
}
