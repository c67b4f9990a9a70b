/** A signature belongs to the element that it stands in directly and that its reference names. */

import { defineCase } from '../../case.ts';
import { signedBeforeOwn, signedInAdvice, signedInExtensions } from '../../../idp/faults/borrowed.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.borrowed-signature',
  title: 'Does not read a forged assertion that has the signature of another one on it or below it',
  spec: [core('5.4.2'), cve('CVE-2020-5390')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Whoever has one signed message of the identity provider signs in as anybody: the signature is right, for another assertion.',
  expect: 'either',
  forgets: 'reference-parent',
  shape: { signing: 'assertion' },
  defects: ['reference-not-parent'],
  variants: {
    advice: { mutation: signedInAdvice() },
    extensions: { mutation: signedInExtensions() },
    'before-own': {
      mutation: signedBeforeOwn(),
      forgets: 'signature-own',
      defects: ['child-order', 'digest-mismatch', 'signature-value-invalid'],
      inseparable: 'Only a Signature behind the Advice lets another one come first, and nobody can make it right.',
    },
  },
});
