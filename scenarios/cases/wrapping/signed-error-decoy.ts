/** A signed refusal is easily had: whoever fails to sign in gets one. */

import { defineCase } from '../../case.ts';
import { signedErrorAsProof } from '../../../idp/faults/decoys.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.signed-error-decoy',
  title: 'Does not read a forged assertion beside a signed error response',
  spec: [core('5.4.2'), core('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An attacker without an account fails to sign in, keeps the signed refusal and makes a sign-in of it.',
  expect: 'reject',
  forgets: 'signed-content.any-element',
  shape: { signing: 'response' },
  mutation: signedErrorAsProof(),
  defects: ['assertion-not-covered'],
});
