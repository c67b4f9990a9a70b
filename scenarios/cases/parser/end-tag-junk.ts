/** An end tag is a name and nothing else. */

import { defineCase } from '../../case.ts';
import { endTagGoesOn } from '../../../idp/faults/malformed.ts';
import { ghsa, xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.end-tag-junk',
  title: 'Refuses an end tag that goes on behind its name',
  spec: [xml('3.1'), ghsa('GHSA-6h8r-xr42-gp59')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'A parser that repairs what it reads may read something else than the next one, or than what was signed.',
  expect: 'reject',
  forgets: 'well-formed',
  mutation: endTagGoesOn(),
  defects: ['not-well-formed'],
});
