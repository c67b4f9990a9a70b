/** A ds:Object may hold anything, the genuine assertion as well. */

import { defineCase } from '../../case.ts';
import { genuineInObject } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity, errata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.8',
  title: 'Does not read a forged assertion whose signature holds the genuine one in an Object (XSW8)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping'), errata('E91')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that finds the signed element by ID and reads the assertion around lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['reference-parent', 'digest'],
  shape: { signing: 'assertion' },
  mutation: genuineInObject(),
  defects: ['digest-mismatch', 'duplicate-id', 'signature-object'],
  inseparable: 'The Object hides a second element with the signed ID, and the digest fits only that one.',
});
