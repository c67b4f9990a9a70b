/** A SAML signature has no Object. */

import { defineCase } from '../../case.ts';
import { genuineInOwnObject } from '../../../idp/faults/wrapping.ts';
import { errata, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.object',
  title: 'Refuses a signature whose signed content stands in its own Object',
  spec: [errata('E91'), core('5.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'What is verified lies out of sight, and what is read anybody may have written.',
  expect: 'reject',
  forgets: 'reference-parent',
  shape: { signing: 'assertion' },
  mutation: genuineInOwnObject(),
  defects: ['signature-object'],
});
