/** Anybody can write an unsigned message. */

import { defineCase } from '../../case.ts';
import { unsigned } from '../../../idp/faults/signatures.ts';
import { profiles, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.unsigned',
  title: 'Refuses a response in which nothing is signed',
  spec: [profiles('4.1.4.5'), core('5.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody who can write XML signs in as anybody.',
  expect: 'reject',
  forgets: 'signature-required',
  mutation: unsigned(),
  defects: ['unsigned'],
});
