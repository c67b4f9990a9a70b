/** A document is its root element. */

import { defineCase } from '../../case.ts';
import { textOutside } from '../../../idp/faults/malformed.ts';
import { xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.root-attr-extra',
  title: 'Refuses a message with text outside of its root element',
  spec: [xml('2.1'), xml('1.2')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'A parser that repairs what it reads may read something else than the next one, or than what was signed.',
  expect: 'reject',
  forgets: 'well-formed',
  variants: {
    before: { mutation: textOutside('before') },
    behind: { mutation: textOutside('behind') },
  },
  defects: ['not-well-formed'],
});
