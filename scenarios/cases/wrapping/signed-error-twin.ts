/** Which Signature a digest leaves out is told by its place, not by its value. */

import { defineCase } from '../../case.ts';
import { forgedInSignatureTwin } from '../../../idp/faults/decoys.ts';
import { core, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.signed-error-twin',
  title: 'Does not read a forged assertion in a second signature of the same value in a signed error response',
  spec: [core('5.4.2'), xmldsig('6.6.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Libraries that leave out every signature of that value find the refusal intact, and the forgery inside it is read.',
  expect: 'reject',
  forgets: ['signed-content.same-value', 'status'],
  shape: { signing: 'response' },
  mutation: forgedInSignatureTwin(),
  defects: ['signature-count', 'status-not-success'],
  inseparable: 'What was signed is a refusal, to which the second Signature is all that is added.',
});
