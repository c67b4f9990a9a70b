/** The first code decides. */

import { defineCase } from '../../case.ts';
import { status } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.success-as-nested',
  title: 'Refuses an error status whose second-level code is Success',
  spec: [core('3.2.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'A service provider that looks for Success anywhere in the message finds it in a refusal.',
  expect: 'reject',
  forgets: ['status', 'status-any'],
  mutation: status('Responder', 'Success'),
  defects: ['status-not-success'],
});
