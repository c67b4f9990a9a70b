/** An instant that cannot be read is no limit at all. */

import { defineCase } from '../../case.ts';
import { conditions } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.time.unparseable',
  title: 'Refuses Conditions whose instants cannot be read',
  spec: [core('2.5.1.2'), core('1.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Where an unreadable end counts as none, a leaked response opens the account for ever.',
  expect: 'reject',
  forgets: 'instant-format',
  defects: ['conditions-unreadable'],
  variants: {
    'not-before-empty': { mutation: conditions((own) => ({ ...own, notBefore: '' })) },
    'not-before-text': { mutation: conditions((own) => ({ ...own, notBefore: 'yesterday' })) },
    'not-on-or-after-empty': { mutation: conditions((own) => ({ ...own, notOnOrAfter: '' })) },
    'not-on-or-after-text': { mutation: conditions((own) => ({ ...own, notOnOrAfter: 'tomorrow' })) },
  },
});
