/** An XPointer can say anything about what is signed; SAML wants the ID, plainly. */

import { defineCase } from '../../case.ts';
import { byPointer } from '../../../idp/faults/reference-forms.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.xpointer',
  title: 'Refuses a reference by XPointer',
  spec: [core('5.4.2')],
  // The text says what must be sent; the digest still covers the element that is read.
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'Verifier and reader must both follow the pointer, and where only one does they look at different elements.',
  expect: 'reject',
  forgets: 'reference-parent',
  defects: ['reference-dangling'],
  variants: {
    id: { mutation: byPointer('id') },
    root: { mutation: byPointer('root') },
  },
});
