/** A signature never reaches outside its message, and not to the server's disk either. */

import { defineCase } from '../../case.ts';
import { emptyFile } from '../../../idp/faults/reference-forms.ts';
import { core, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.file',
  title: 'Refuses a reference to a file',
  spec: [core('5.4.2'), cwe(73)],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'What is verified is a file on the server’s disk, and the assertion beside it anybody may have written.',
  expect: 'reject',
  forgets: 'reference-outside',
  mutation: emptyFile(),
  defects: ['reference-dangling'],
});
