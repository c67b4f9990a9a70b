/** Not every number is a character. */

import { defineCase } from '../../case.ts';
import { noCharacter } from '../../../idp/faults/malformed.ts';
import { xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.nul-control',
  title: 'Refuses a reference to a character that XML does not have',
  spec: [xml('4.1'), xml('2.2')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'A parser that repairs what it reads may read something else than the next one, or than what was signed.',
  expect: 'reject',
  forgets: 'well-formed',
  shape: { signing: 'assertion' },
  variants: {
    nul: { mutation: noCharacter('&#0;') },
    control: { mutation: noCharacter('&#1;') },
    'no-character': { mutation: noCharacter('&#xFFFE;') },
  },
  defects: ['not-well-formed'],
});
