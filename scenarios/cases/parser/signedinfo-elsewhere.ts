/** The SignedInfo that is verified is that of the signature itself. */

import { defineCase } from '../../case.ts';
import { signedInfoElsewhere, signedInfoHidden } from '../../../idp/faults/two-readers.ts';
import { cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.signedinfo.elsewhere',
  title: 'Refuses forged content while the genuine SignedInfo stands outside its signature',
  spec: [cve('CVE-2025-66567'), cve('CVE-2025-66568')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Anybody with any signed message of the identity provider rewrites it as they like and signs in as anybody.',
  expect: 'reject',
  shape: { signing: 'assertion' },
  variants: {
    extensions: {
      mutation: signedInfoElsewhere(),
      forgets: ['signed-info-own', 'signature-value'],
      defects: ['signature-value-invalid'],
    },
    hidden: {
      mutation: signedInfoHidden(),
      forgets: 'signed-info-own',
      defects: ['digest-mismatch', 'signature-value-invalid'],
      inseparable: 'A digest of nothing is in no SignedInfo that was signed.',
    },
  },
});
