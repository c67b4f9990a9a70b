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
  impact: 'hygiene',
  why: 'A response for another service, from another sender, or about a failure passes because only the assertion is looked at.',
  expect: 'reject',
  shape: { signing: 'assertion' },
  variants: {
    issuer: {
      // Profiles 4.1.4.2 binds the sender only; the assertion's own Issuer is the one that counts.
      level: 'should',
      forgets: 'issuer-response',
      mutation: responseIssuer(otherIssuer),
      defects: ['response-issuer-mismatch'],
    },
    // Core 3.2.2: a Destination that is present must be checked, signed or not.
    destination: {
      impact: 'replay',
      forgets: 'destination',
      mutation: destination(otherAcs),
      defects: ['destination-mismatch'],
    },
    // Core 3.2.2.2: nothing but Success at the top is a success, whether a signature covers it or not; the status area asks the same.
    status: {
      forgets: 'status',
      mutation: status('Requester'),
      defects: ['status-not-success'],
    },
  },
});
