/** The genuine assertion hides inside the signature of the forged one. */

import { defineCase } from '../../case.ts';
import { genuineInSignature } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.6',
  title: 'Does not read a forged assertion whose signature contains the genuine one (XSW6)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that does not compare the reference with the assertion around it lets anybody with an account be anybody.',
  expect: 'either',
  forgets: 'reference-parent',
  shape: { signing: 'assertion' },
  mutation: genuineInSignature(),
  defects: ['reference-not-parent'],
});
