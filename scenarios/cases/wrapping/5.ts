/** The forged assertion carries the signature of the genuine one, which stands behind it. */

import { defineCase } from '../../case.ts';
import { signatureOnForged } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.5',
  title: 'Does not read a forged assertion that carries the signature of the one behind it (XSW5)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that does not compare the reference with the assertion around it lets anybody with an account be anybody.',
  expect: 'either',
  forgets: 'reference-parent',
  shape: { signing: 'assertion' },
  mutation: signatureOnForged(),
  defects: ['reference-not-parent'],
});
