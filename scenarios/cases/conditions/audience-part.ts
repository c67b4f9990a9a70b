/** A part of a name is another name. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { beginningOf } from '../../../idp/faults/addressing.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.part',
  title: 'Refuses an audience that is its entity id in part, or one that its entity id fits as a pattern',
  spec: [core('2.5.1.4'), core('1.3.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever registers an application under a shorter or a similar name gets assertions that are accepted here.',
  expect: 'reject',
  defects: ['audience-mismatch'],
  variants: {
    beginning: {
      title: 'Refuses an audience that is only what its entity id begins with',
      forgets: ['audience', 'audience-beginning'],
      mutation: audiences((own) => [[beginningOf(own)]]),
    },
    pattern: {
      title: 'Refuses an audience that differs from its entity id where that has a dot',
      forgets: ['audience', 'audience-pattern'],
      // A name without a dot is no pattern: then this is one more wrong name.
      mutation: audiences((own) => [[own.includes('.') ? own.replace('.', '-') : `${own}-`]]),
    },
  },
});
