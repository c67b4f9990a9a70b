/** Metadata changes while the service provider runs. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'keys.rollover-live',
  title: 'Takes up a new signing key from metadata while it runs',
  spec: [iip('IIP-MD02'), saml2int('SDP-MD01')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Every change of the identity provider’s key is an outage until somebody restarts the SP.',
  expect: 'accept',
  overStrict: 'metadata-read-once',
  procedure: { kind: 'rollOver', step: 'new-key' },
  mutation: signedWith({ key: 'idpFresh' }),
});
