/** An empty URI means the whole document, not the element in which the signature stands. */

import { defineCase } from '../../case.ts';
import { referencing } from '../../../idp/faults/references.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.empty-uri',
  title: 'Refuses a reference with an empty URI',
  spec: [core('5.4.2')],
  level: 'must',
  layer: 'saml',
  // The digest then covers the whole document, and with it the element that is read: nothing forged fits in.
  impact: 'hygiene',
  why: 'The reference does not say which element is signed; whoever reads another document than was verified is not warned.',
  expect: 'reject',
  forgets: 'reference-parent',
  mutation: referencing({ uri: '' }),
  defects: ['reference-uri-empty'],
});
