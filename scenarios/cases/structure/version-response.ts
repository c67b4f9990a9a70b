/** Other versions follow other rules. */

import { defineCase } from '../../case.ts';
import { responseVersion } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.version.response',
  title: 'Refuses a response of another SAML version',
  spec: [core('4.1'), core('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'A message is judged by rules that it was not made for.',
  expect: 'reject',
  forgets: 'version',
  defects: ['response-version'],
  variants: {
    '1.1': { mutation: responseVersion('1.1') },
    '3.0': { mutation: responseVersion('3.0') },
    empty: { mutation: responseVersion('') },
  },
});
