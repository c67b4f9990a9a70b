/** An assertion is good for its time only. */

import { defineCase } from '../../case.ts';
import { expired, farOff } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.time.expired',
  title: 'Refuses an assertion whose Conditions expired an hour ago',
  spec: [core('2.5.1.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A response that leaked once, in a log or a backup, opens the account for ever.',
  expect: 'reject',
  forgets: 'conditions-expired',
  mutation: expired(farOff),
  defects: ['conditions-expired'],
});
