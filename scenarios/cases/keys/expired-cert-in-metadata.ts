/** A certificate in metadata only carries the key: its dates mean nothing. Texts and vendors disagree (policy). */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'keys.expired-cert-in-metadata',
  title: 'Accepts a trusted key whose certificate has passed its end date',
  spec: [iip('IIP-MD12')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'On the end date of a certificate nobody can sign in, though the key is as good as the day before.',
  expect: 'accept',
  overStrict: 'expired-certificate-refused',
  procedure: { kind: 'rollOver', step: 'expired-certificate' },
  mutation: signedWith({ key: 'expired' }),
});
