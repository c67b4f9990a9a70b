/** The look-up page for error numbers: what a code means here, and what an administrator does about it. */

import { errorTitles } from '../protocol/errors.ts';
import type { Reply } from './pages.ts';

/** What to do, in our own words, for the codes that people meet most. */
const remedies: Record<string, string> = {
  '50011':
    'Add the reply URL of the request to Basic SAML Configuration, or correct it at the service provider: every character counts.',
  '50105': 'Assign the user, or a group that holds the user directly, under Users and groups.',
  '700016':
    'Compare the Issuer of the request with the Identifier in Basic SAML Configuration: case and a trailing slash count.',
  '75011': 'Let the service provider request no authentication context, or ask for ForceAuthn.',
  '76021': 'Let the service provider sign its requests, or switch off «Require verification certificates».',
  '50006': 'Upload the current signing certificate of the service provider under Verification certificates.',
  '501241': 'Give the user a value for the source of the Name ID or of the transformation, or choose another source.',
  '7500529': 'Let the ID of the request begin with a letter or an underscore; many libraries put «id» or «_» in front.',
  '750054': 'Send a SAMLRequest to this address; a Login URL that is opened by hand carries none.',
};

/** @param asked with or without `AADSTS` in front */
export function errorLookUpReply(asked: string | null): Reply {
  const code = (asked ?? '').trim().replace(/^AADSTS/i, '');
  const found = errorTitles.find(([known]) => known === code);
  const data = {
    code: code.slice(0, 20),
    asked: code !== '',
    found: found === undefined ? undefined : { code, title: found[1], remedy: remedies[code] },
    all: errorTitles.map(([known, title]) => ({ code: known, title })),
  };
  return { kind: 'page', status: 200, view: 'error-look-up', title: 'Error look-up', data };
}
