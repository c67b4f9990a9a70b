/** The confirmation names the one place where it may be presented. */

import { defineCase } from '../../case.ts';
import { otherAcs, recipient } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.recipient.wrong',
  title: 'Refuses a confirmation for the assertion consumer service of somebody else',
  spec: [profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever runs another service presents the responses of its users here and signs in as them.',
  expect: 'reject',
  forgets: 'recipient',
  mutation: recipient(otherAcs),
  defects: ['recipient-mismatch'],
});
