/** One confirmation must be right as a whole. */

import { defineCase } from '../../case.ts';
import { twoBearers } from '../../../idp/faults/confirmation.ts';
import { otherAcs } from '../../../idp/faults/addressing.ts';
import { farOff, instant } from '../../../idp/faults/time.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.mixed-attributes',
  title: 'Refuses two bearer confirmations of which each is right in part and none as a whole',
  spec: [core('2.4.1.1'), profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that may be presented elsewhere now, and here in another connection, is presented here now.',
  expect: 'reject',
  defects: ['confirmation-none-right'],
  variants: {
    request: {
      forgets: ['confirmation-whole', 'in-response-to-confirmation'],
      mutation: twoBearers(
        (_own, facts) => ({ inResponseTo: facts.newId() }),
        () => ({ recipient: otherAcs }),
      ),
    },
    time: {
      forgets: ['confirmation-whole', 'confirmation-expired', 'recipient'],
      mutation: twoBearers(
        (_own, facts) => ({ notOnOrAfter: instant(facts, -farOff(facts)) }),
        () => ({ recipient: otherAcs }),
      ),
    },
  },
});
