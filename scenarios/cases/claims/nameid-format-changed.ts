/** A name belongs to its format. */

import { defineCase } from '../../case.ts';
import { otherFormat } from '../../../idp/faults/people.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.nameid.format-changed',
  title: 'Opens no other account for a known name in another format',
  spec: [core('2.2.2'), core('8.3.7')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'A name of one kind opens the account of somebody who has the same name of another kind.',
  expect: 'either',
  forgets: 'name-id-format',
  mutation: otherFormat(),
  procedure: { kind: 'signInTwice' },
});
