/** Any one confirmation suffices, whatever its place. */

import { defineCase } from '../../case.ts';
import { holderOfKeyFirst } from '../../../idp/faults/confirmation.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.subj.multi-confirmation',
  title: 'Accepts a bearer confirmation that stands behind a holder-of-key one',
  spec: [core('2.4.1.1'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that reads only the first confirmation refuses valid assertions, or checks the wrong one.',
  expect: 'accept',
  overStrict: 'first-confirmation-only',
  mutation: holderOfKeyFirst(),
});
