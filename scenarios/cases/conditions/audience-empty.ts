/** An empty name names nobody. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.empty',
  title: 'Refuses an audience restriction that names nobody',
  spec: [core('2.5.1.4')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that is made for nobody in particular can be carried here from any other service.',
  expect: 'reject',
  forgets: 'audience',
  variants: {
    text: { title: 'Refuses an empty Audience', mutation: audiences(() => [['']]), defects: ['audience-missing'] },
    restriction: {
      title: 'Refuses an AudienceRestriction without Audience',
      mutation: audiences(() => [[]]),
      defects: ['audience-missing'],
    },
  },
});
