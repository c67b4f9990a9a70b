/** Success is one name, to the letter. */

import { defineCase } from '../../case.ts';
import { statusWritten } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.unknown-top',
  title: 'Refuses a status that is none of the standard’s and only ends with Success',
  spec: [core('3.2.2.2'), core('1.3.2')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Whatever the identity provider says in place of Success, a refusal of its own making among it, is overlooked.',
  expect: 'reject',
  forgets: ['status', 'status-exact'],
  mutation: statusWritten('urn:samlproof:status:NoSuccess'),
  defects: ['status-not-success'],
});
