/** Without an ID nothing can be referred to, nor recognised when it comes again. */

import { defineCase } from '../../case.ts';
import { assertionWith } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.id.assertion-missing',
  title: 'Refuses an assertion without ID',
  spec: [core('2.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that cannot be told from others can be used again unnoticed.',
  expect: 'reject',
  forgets: 'assertion-id',
  // The response is signed as a whole: a signature of the assertion would have nothing to name.
  shape: { signing: 'response' },
  defects: ['assertion-id-missing'],
  variants: {
    missing: { mutation: assertionWith({ id: undefined }) },
    empty: { mutation: assertionWith({ id: '' }) },
  },
});
