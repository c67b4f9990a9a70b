/** A signature over nothing covers nothing. */

import { defineCase } from '../../case.ts';
import { referencing } from '../../../idp/faults/references.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.wrong-uri',
  title: 'Refuses a reference that names no element',
  spec: [core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that assumes what the signature means, instead of reading it, verifies something else than it uses.',
  expect: 'reject',
  forgets: 'reference-parent',
  mutation: referencing({ uri: '#_nowhere' }),
  defects: ['reference-dangling'],
});
