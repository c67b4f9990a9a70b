/** Only a Response answers. */

import { defineCase } from '../../case.ts';
import { assertionAsRoot, rootNamed } from '../../../idp/faults/structure.ts';
import { bindings, core } from '../../spec.ts';

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';

export default defineCase({
  catalogueId: 'struct.wrong-root',
  title: 'Refuses a message that is not a Response',
  spec: [bindings('3.5'), core('3.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'A genuine message of another kind, without status and address, is taken for a sign-in.',
  expect: 'reject',
  forgets: 'root-element',
  shape: { signing: 'assertion' },
  defects: ['wrong-root'],
  variants: {
    assertion: { mutation: assertionAsRoot() },
    'artifact-response': { mutation: rootNamed('ArtifactResponse', protocol) },
    'logout-response': { mutation: rootNamed('LogoutResponse', protocol) },
    'authn-request': { mutation: rootNamed('AuthnRequest', protocol) },
    foreign: { mutation: rootNamed('Response', 'urn:samlproof:foreign') },
  },
});
