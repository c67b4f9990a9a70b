/** A name is not a place. */

import { defineCase } from '../../case.ts';
import { recipient } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.recipient.entityid',
  title: 'Refuses its entity id as Recipient',
  spec: [profiles('4.1.4.2'), profiles('4.1.4.3')],
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Where one name has several endpoints, an assertion for any of them is accepted at each.',
  expect: 'reject',
  forgets: ['recipient', 'recipient-entity-id'],
  mutation: recipient((_acsUrl, entityId) => entityId),
  defects: ['recipient-mismatch'],
});
