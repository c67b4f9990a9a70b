/** Signed, encrypted, and signed again: Core 6.2 says in which order. */

import { defineCase } from '../../case.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'enc.inner-signed',
  title: 'Accepts an encrypted assertion that is itself signed, inside a signed response',
  spec: [core('6.2')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Sign-in stops for everybody when the identity provider signs both parts and encrypts as well.',
  expect: 'accept',
  overStrict: [
    'encrypted-and-signed-refused',
    'both-signatures-refused',
    'aes-cbc-refused',
    'encrypted-key-beside-only',
  ],
  needs: ['encrypted-assertions'],
  shape: { signing: 'both', encryption: 'on' },
});
