/** A Signature element is there, and there is nothing in it to verify. */

import { defineCase } from '../../case.ts';
import { emptySignature, withoutValue } from '../../../idp/faults/hollow.ts';
import { profiles, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.stripped-fake-empty',
  title: 'Refuses a Signature that is empty',
  spec: [xmldsig('3.2'), profiles('4.1.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Whoever looks only whether a Signature is there lets everybody in as anybody.',
  expect: 'reject',
  forgets: 'signature-complete',
  variants: {
    empty: { mutation: emptySignature(), defects: ['signed-info-count'] },
    'no-value': {
      title: 'Refuses a Signature without SignatureValue',
      forgets: ['signature-complete', 'signature-value'],
      mutation: withoutValue('element'),
      defects: ['signature-value-count'],
    },
    'empty-value': {
      title: 'Refuses a Signature with an empty SignatureValue',
      forgets: ['signature-complete', 'signature-value'],
      mutation: withoutValue('value'),
      defects: ['signature-value-invalid'],
    },
  },
});
