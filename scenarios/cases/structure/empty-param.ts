/** Nothing is no answer. */

import { defineCase } from '../../case.ts';
import { responseParameter } from '../../../idp/faults/delivery.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.empty-param',
  title: 'Refuses a form without a message',
  spec: [bindings('3.5.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A service provider that only looks for errors finds none in nothing.',
  expect: 'reject',
  forgets: 'parameter-required',
  defects: ['parameter-missing'],
  variants: {
    empty: { mutation: responseParameter('') },
    absent: { mutation: responseParameter(null) },
  },
});
