/** A claim's name is its whole URI. */

import { defineCase } from '../../case.ts';
import { elsewhereNamed, victimsUnder } from '../../../idp/faults/stray-claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.namespace.other',
  title: 'Takes no notice of a claim whose name only ends like a known one',
  spec: [core('2.7.3.1'), core('1.3.2'), iip('IIP-SP10')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever may write some other attribute of theirs gives it the last part of the name of a claim that you go by, and is whom they like.',
  expect: 'either',
  forgets: 'claim-name-host',
  variants: {
    before: { mutation: victimsUnder(elsewhereNamed, 'before') },
    behind: { mutation: victimsUnder(elsewhereNamed, 'behind') },
  },
});
