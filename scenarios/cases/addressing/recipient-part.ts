/** A part of an address is another address. */

import { defineCase } from '../../case.ts';
import { beginningOf, recipient, withOtherQuery } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.recipient.part',
  title: 'Refuses a Recipient that is its own address in part',
  spec: [profiles('4.1.4.3'), core('1.3.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion for another endpoint on the same host, which may be another customer’s, is accepted here.',
  expect: 'reject',
  defects: ['recipient-mismatch'],
  variants: {
    beginning: {
      title: 'Refuses a Recipient that is only what its own address begins with',
      forgets: ['recipient', 'recipient-beginning'],
      mutation: recipient(beginningOf),
    },
    query: {
      title: 'Refuses a Recipient that differs from its own address in the query',
      forgets: ['recipient', 'recipient-query'],
      mutation: recipient(withOtherQuery),
    },
  },
});
