/** A bearer confirmation must say where it may be presented. */

import { defineCase } from '../../case.ts';
import { recipient } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.recipient.missing',
  title: 'Refuses a bearer confirmation without Recipient',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A response that is bound to no place can be carried here from any other service.',
  expect: 'reject',
  forgets: 'recipient-required',
  mutation: recipient(undefined),
  defects: ['recipient-missing'],
});
