/** Bearer is a name, and no other is. */

import { defineCase } from '../../case.ts';
import { methodWritten } from '../../../idp/faults/confirmation.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.method.unknown',
  title: 'Refuses a Subject whose confirmation method it does not know',
  spec: [profiles('4.1.4.2'), core('2.4.1.1')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that may only be used under conditions nobody here knows of works for whoever found it.',
  expect: 'reject',
  defects: ['confirmation-method'],
  variants: {
    'look-alike': {
      forgets: ['confirmation-method', 'confirmation-method-exact'],
      mutation: methodWritten('urn:samlproof:cm:bearer'),
    },
    empty: {
      title: 'Refuses a Subject whose confirmation method is empty',
      forgets: ['confirmation-method', 'confirmation-method-empty'],
      mutation: methodWritten(''),
    },
  },
});
