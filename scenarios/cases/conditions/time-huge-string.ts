/** A date is short. */

import { defineCase } from '../../case.ts';
import { conditions } from '../../../idp/faults/time.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.time.huge-string',
  title: 'Refuses an instant of a hundred thousand digits, in bounded time',
  spec: [core('1.3.3'), cve('CVE-2018-6519')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'A pattern that goes back and forth over a long text keeps the whole service busy with one message.',
  expect: 'reject',
  forgets: 'instant-format',
  needs: ['resilience'],
  mutation: conditions((own) => ({ ...own, notOnOrAfter: `2036-01-01T00:00:00.${'1'.repeat(100_000)}!` })),
  defects: ['conditions-unreadable'],
});
