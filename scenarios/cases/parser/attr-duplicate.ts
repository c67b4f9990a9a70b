/** An attribute has one value. */

import { defineCase } from '../../case.ts';
import { attributeTwice } from '../../../idp/faults/malformed.ts';
import { xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.attr.duplicate',
  title: 'Refuses an element on which an attribute stands twice',
  spec: [xml('3.1'), xml('1.2')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'A parser that repairs what it reads may read something else than the next one, or than what was signed.',
  expect: 'reject',
  forgets: 'well-formed',
  mutation: attributeTwice(),
  defects: ['not-well-formed'],
});
