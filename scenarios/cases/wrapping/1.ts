/** The genuine response hides inside the signature that a forged response carries. */

import { defineCase } from '../../case.ts';
import { responseInSignature } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.1',
  title: 'Does not read a forged response around the signature with the genuine one (XSW1)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with one genuine response of their own signs in as anybody.',
  expect: 'either',
  forgets: 'reference-parent',
  shape: { signing: 'response' },
  mutation: responseInSignature(),
  defects: ['reference-not-parent'],
});
