/** Attributes alone do not say that anybody signed in. */

import { defineCase } from '../../case.ts';
import { assertionWith } from '../../../idp/faults/structure.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.no-authnstatement',
  title: 'Refuses an assertion without AuthnStatement',
  spec: [profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that was made to describe a person is taken for their sign-in.',
  expect: 'reject',
  forgets: 'authn-statement',
  mutation: assertionWith({ authnStatements: [] }),
  defects: ['authn-statement-missing'],
});
