/** A reference that names nothing leaves it to the verifier what was signed. */

import { defineCase } from '../../case.ts';
import { withoutUri } from '../../../idp/faults/reference-forms.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.absent-uri',
  title: 'Refuses a reference without URI',
  spec: [core('5.4.2')],
  // The text says what must be sent; the digest still covers the element that is read: nothing forged fits in.
  level: 'should',
  layer: 'saml',
  impact: 'hygiene',
  why: 'The reference does not say which element is signed; whoever reads another element than was verified is not warned.',
  expect: 'reject',
  forgets: 'reference-parent',
  defects: ['reference-uri-empty'],
  variants: {
    parent: { mutation: withoutUri('parent') },
    document: { mutation: withoutUri('document') },
  },
});
