/** The signed part knows better than its envelope. */

import { defineCase } from '../../case.ts';
import { strippedAnswer } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'idpi.irt-only-confirmation',
  title: 'Refuses an unsolicited response whose assertion answers somebody’s request',
  spec: [profiles('4.1.4.3'), profiles('4.1.5')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'A stolen answer to somebody else’s request becomes an unsolicited one when InResponseTo is cut out of the unsigned response.',
  expect: 'reject',
  forgets: ['unsolicited-by-response', 'unsolicited-in-response-to'],
  fix: 'Take a message for unsolicited only where neither Response nor confirmation has an InResponseTo.',
  needs: ['idp-initiated'],
  shape: { initiated: 'idp', signing: 'assertion' },
  mutation: strippedAnswer(),
  procedure: { kind: 'unsolicited' },
});
