/** An empty address is no address. */

import { defineCase } from '../../case.ts';
import { recipient } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.recipient.empty',
  title: 'Refuses an empty Recipient',
  spec: [profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A response that is bound to no place can be carried here from any other service.',
  expect: 'reject',
  forgets: ['recipient', 'recipient-empty'],
  mutation: recipient(''),
  defects: ['recipient-mismatch'],
});
