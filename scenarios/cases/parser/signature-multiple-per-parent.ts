/** One element, one signature. */

import { defineCase } from '../../case.ts';
import { secondSignature } from '../../../idp/faults/signatures.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.signature.multiple-per-parent',
  title: 'Refuses an element with two signatures of which one is wrong',
  spec: [core('5.4'), cve('CVE-2019-3465')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'One signature is verified and the other one believed.',
  expect: 'reject',
  forgets: 'signature-count',
  defects: ['signature-count'],
  variants: {
    'wrong-first': { mutation: secondSignature('first') },
    'wrong-last': { mutation: secondSignature('last') },
  },
});
