/** What an attacker can take away must not be what protects. */

import { defineCase } from '../../case.ts';
import { strippedAnswer } from '../../../idp/faults/addressing.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.stripped',
  title: 'Refuses an assertion that answers another request, in a response that answers none',
  spec: [profiles('4.1.4.3'), profiles('4.1.5')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'A stolen assertion opens the account of its owner as soon as InResponseTo is cut out of the unsigned response around it.',
  expect: 'reject',
  forgets: ['unsolicited-by-response'],
  fix: 'Compare InResponseTo of the confirmation with the request of this browser, whatever the Response says or leaves out.',
  shape: { signing: 'assertion' },
  mutation: strippedAnswer(),
  defects: ['in-response-to-missing', 'confirmation-in-response-to-mismatch'],
  inseparable:
    'The unsigned Response is the attacker’s own, and only what it leaves out makes the signed part look unsolicited.',
});
