/** An end that cannot be read is no end. */

import { defineCase } from '../../case.ts';
import { confirmationData } from '../../../idp/faults/confirmation.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.noa.bad',
  title: 'Refuses a bearer confirmation whose end cannot be read',
  spec: [profiles('4.1.4.3'), core('1.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Where an unreadable end counts as none, a stolen response can be presented without any limit in time.',
  expect: 'reject',
  forgets: 'instant-format',
  defects: ['confirmation-unreadable'],
  variants: {
    empty: { mutation: confirmationData(() => ({ notOnOrAfter: '' })) },
    text: { mutation: confirmationData(() => ({ notOnOrAfter: 'tomorrow' })) },
  },
});
