/** What no signature covers is checked all the same. */

import { defineCase } from '../../case.ts';
import { destination, otherAcs, otherIssuer, responseIssuer } from '../../../idp/faults/addressing.ts';
import { status } from '../../../idp/faults/structure.ts';
import { bindings, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.response-attrs-tamper',
  title: 'Refuses a changed envelope around a signed assertion',
  spec: [bindings('3.5.5.2'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A response for another service, from another sender, or about a failure passes because only the assertion is looked at.',
  expect: 'reject',
  shape: { signing: 'assertion' },
  variants: {
    issuer: {
      forgets: 'issuer-response',
      mutation: responseIssuer(otherIssuer),
      defects: ['response-issuer-mismatch'],
    },
    destination: { forgets: 'destination', mutation: destination(otherAcs), defects: ['destination-mismatch'] },
    status: { forgets: 'status', mutation: status('Requester'), defects: ['status-not-success'] },
  },
});
