/** One use is one use. */

import { defineCase } from '../../case.ts';
import { oneTimeUse } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.onetimeuse-reuse',
  title: 'Refuses an assertion for one use the second time',
  spec: [core('2.5.1.5')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that the identity provider made for a single use opens the account again and again.',
  expect: 'reject',
  forgets: 'replay',
  mutation: oneTimeUse(),
  procedure: { kind: 'replayOtherBrowser' },
});
