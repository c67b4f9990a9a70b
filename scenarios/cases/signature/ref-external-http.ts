/** A signature never reaches outside its message. */

import { defineCase } from '../../case.ts';
import { canaryReference } from '../../../idp/faults/references.ts';
import { core, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.external-http',
  title: 'Refuses a reference to the outside, and fetches nothing',
  spec: [core('5.4.2'), cwe(918)],
  level: 'must',
  layer: 'saml',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours.',
  expect: 'reject',
  forgets: 'reference-parent',
  mutation: canaryReference(),
  defects: ['reference-dangling'],
});
