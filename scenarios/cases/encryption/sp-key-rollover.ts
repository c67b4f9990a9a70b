/** While a service provider changes its key, identity providers use the old one or the new one. */

import { defineCase } from '../../case.ts';
import { encryptedToSecond } from '../../../idp/faults/encryption.ts';
import { iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'enc.sp-key-rollover',
  title: 'Reads what is encrypted to the second of its two encryption keys',
  spec: [saml2int('SDP-SP38'), iip('IIP-SP08')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'On the day of the key change everybody is locked out until every identity provider has followed.',
  expect: 'accept',
  overStrict: ['first-decryption-key-only', 'aes-cbc-refused', 'encrypted-key-beside-only'],
  needs: ['encrypted-assertions', 'second-encryption-key'],
  shape: { encryption: 'on' },
  mutation: encryptedToSecond(),
});
