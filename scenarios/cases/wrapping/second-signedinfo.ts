/** Two SignedInfo, of which one is genuine and the other one names the forgery: both of their digests are right. */

import { defineCase } from '../../case.ts';
import { bothSignedInfosHold } from '../../../idp/faults/borrowed.ts';
import { forgedInSecondSignedInfo } from '../../../idp/faults/wrapping.ts';
import { cve, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.second-signedinfo',
  title: 'Does not read a forged assertion that only a second, unsigned SignedInfo names',
  spec: [cve('CVE-2019-3465'), cve('CVE-2025-29774'), xmldsig('4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'All References hold and one of them names the forgery, so whoever asks only that is anybody.',
  expect: 'either',
  forgets: 'signed-info-single',
  shape: { signing: 'assertion' },
  variants: {
    apart: { mutation: bothSignedInfosHold(), defects: ['signed-info-count', 'assertion-not-covered'] },
    behind: { mutation: forgedInSecondSignedInfo('behind'), defects: ['signed-info-count', 'assertion-not-covered'] },
    'in-object': {
      forgets: ['signed-info-single', 'reference-parent'],
      mutation: forgedInSecondSignedInfo('object'),
      defects: ['signature-object', 'reference-not-parent', 'child-order'],
    },
    hidden: {
      forgets: ['signed-info-single', 'reference-parent'],
      mutation: forgedInSecondSignedInfo('hidden'),
      defects: ['signature-object', 'child-order'],
    },
  },
  inseparable: 'What the genuine SignedInfo names must still be there, and the second one be where a search finds it.',
});
