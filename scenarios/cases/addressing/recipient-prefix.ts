/** Addresses are compared whole, here as well. */

import { defineCase } from '../../case.ts';
import { onLongerHost, recipient } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'addr.recipient.prefix',
  title: 'Refuses a Recipient that only begins with its own address, or contains it',
  spec: [profiles('4.1.4.3'), core('1.3.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion for another place on the same host, or for a look-alike host, is accepted here.',
  expect: 'reject',
  forgets: 'recipient',
  defects: ['recipient-mismatch'],
  variants: {
    'path-suffix': { mutation: recipient((own) => `${own}/other`) },
    'host-suffix': { mutation: recipient(onLongerHost) },
    embedded: { mutation: recipient((own) => `https://attacker.example/?to=${own}`) },
  },
});
