/** Names of claims are compared letter by letter. */

import { defineCase } from '../../case.ts';
import { inCapitals, victimsUnder } from '../../../idp/faults/stray-claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.name.case',
  title: 'Takes no notice of a claim whose name differs in case only',
  spec: [core('2.7.3.1'), core('1.3.1'), iip('IIP-SP10')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever may write some other attribute of theirs gives it nearly the name of a claim that you go by, and is whom they like.',
  expect: 'either',
  forgets: 'claim-name-case',
  variants: {
    before: { mutation: victimsUnder(inCapitals, 'before') },
    behind: { mutation: victimsUnder(inCapitals, 'behind') },
  },
});
