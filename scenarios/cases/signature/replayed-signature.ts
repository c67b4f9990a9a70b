/** A signature is valid for one content only. */

import { defineCase } from '../../case.ts';
import { signatureReplayed } from '../../../idp/faults/signatures.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.replayed-signature',
  title: 'Refuses a signature that was copied from another genuine assertion',
  spec: [core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'One captured signature, for instance the attacker’s own, vouches for any forged assertion.',
  expect: 'reject',
  forgets: 'digest',
  mutation: signatureReplayed(),
  defects: ['digest-mismatch'],
});
