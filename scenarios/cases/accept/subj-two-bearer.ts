/** Any one confirmation suffices, whatever the other one says. */

import { defineCase } from '../../case.ts';
import { otherAcs } from '../../../idp/faults/addressing.ts';
import { twoBearers } from '../../../idp/faults/confirmation.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.subj.two-bearer',
  title: 'Accepts two bearer confirmations of which one is for another service',
  spec: [core('2.4.1.1'), profiles('4.1.4.2')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Assertions that may be presented at several services are refused although this one is among them.',
  expect: 'accept',
  variants: {
    'ours-last': {
      overStrict: ['first-confirmation-only', 'every-confirmation'],
      mutation: twoBearers(
        () => ({ recipient: otherAcs }),
        () => ({}),
      ),
    },
    'ours-first': {
      overStrict: 'every-confirmation',
      mutation: twoBearers(
        () => ({}),
        () => ({ recipient: otherAcs }),
      ),
    },
  },
});
