/** An enveloped signature covers its element without itself: the room inside a Signature is free for anybody to fill. */

import { defineCase } from '../../case.ts';
import { forgedInSignature } from '../../../idp/faults/wrapping.ts';
import { core, cve, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.forged-in-signature',
  title: 'Does not read a forged assertion inside the genuine signature',
  spec: [core('5.4.2'), xmldsig('6.6.4'), cve('CVE-2025-46573')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that searches the verified element finds the forgery first, and anybody with an account is anybody.',
  expect: 'either',
  forgets: ['signed-content.in-signature', 'signed-content.name-id'],
  defects: ['assertion-not-covered'],
  variants: {
    'assertion-object': {
      shape: { signing: 'assertion' },
      mutation: forgedInSignature('object'),
      defects: ['signature-object'],
    },
    'assertion-key-info': { shape: { signing: 'assertion' }, mutation: forgedInSignature('key-info') },
    // The Subject alone: a reader that counts assertions finds one.
    'assertion-subject': {
      shape: { signing: 'assertion' },
      mutation: forgedInSignature('key-info', 'subject'),
      forgets: ['signed-content.name-id', 'signed-content.claims'],
      defects: ['element-misplaced'],
    },
    'response-object': {
      shape: { signing: 'response' },
      mutation: forgedInSignature('object'),
      defects: ['signature-object'],
    },
    'response-key-info': { shape: { signing: 'response' }, mutation: forgedInSignature('key-info') },
  },
});
