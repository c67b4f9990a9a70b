/** The signed assertion is a child of the forged one. */

import { defineCase } from '../../case.ts';
import { genuineInForged } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.4',
  title: 'Does not read a forged assertion around the signed one (XSW4)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that finds some valid signature and reads the outer assertion lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.nested', 'signed-content.any-element'],
  shape: { signing: 'assertion' },
  mutation: genuineInForged(),
  defects: ['assertion-not-covered'],
});
