/** A Response is the message, never a part of one. */

import { defineCase } from '../../case.ts';
import { twoInEnvelope } from '../../../idp/faults/hiding-places.ts';
import { bindings, core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.genuine-in-soap',
  title: 'Does not read a forged response while the genuine one stands in the same envelope',
  spec: [bindings('3.5.4'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that searches for a Response once to verify and once more to read finds two, and anybody with an account is anybody.',
  expect: 'either',
  forgets: 'single-response',
  variants: {
    'in-header': { mutation: twoInEnvelope('first') },
    'in-body': { mutation: twoInEnvelope('last') },
  },
  defects: ['wrong-root'],
});
