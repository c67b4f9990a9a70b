/** Before a roll-over the metadata holds two certificates, and either key may sign. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { entra, iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'keys.two-certs',
  title: 'Accepts a signature by the second of two certificates in the metadata',
  spec: [saml2int('SDP-SP37'), iip('IIP-MD07'), entra('Federation metadata')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Nobody can sign in from the minute in which the identity provider changes its key.',
  expect: 'accept',
  overStrict: 'first-certificate-only',
  procedure: { kind: 'rollOver', step: 'second-certificate' },
  mutation: signedWith({ key: 'idpNext' }),
});
