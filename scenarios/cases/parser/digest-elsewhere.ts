/** The digest that counts stands in the signed Reference, not at the first place of the document where there is one. */

import { defineCase } from '../../case.ts';
import { digestElsewhere } from '../../../idp/faults/differentials.ts';
import { withExtensions, withStatusDetail } from '../../../idp/faults/wrapping.ts';
import { cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.digest.elsewhere',
  title: 'Refuses forged content whose digest stands outside the signature',
  spec: [cve('CVE-2024-45409')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Anybody with any signed message of the identity provider rewrites it as they like and signs in as anybody.',
  expect: 'reject',
  forgets: ['digest-own', 'digest'],
  shape: { signing: 'assertion' },
  defects: ['digest-mismatch'],
  variants: {
    extensions: { mutation: digestElsewhere(withExtensions) },
    'status-detail': { mutation: digestElsewhere(withStatusDetail) },
  },
});
