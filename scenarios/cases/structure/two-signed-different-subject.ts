/** One sign-in is about one person. */

import { defineCase } from '../../case.ts';
import { secondSubject } from '../../../idp/faults/structure.ts';
import { profiles, errata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.two-signed-different-subject',
  title: 'Refuses two signed assertions that name different people',
  spec: [profiles('4.1.4.2'), errata('E26')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Name and rights of two people are mixed into one session.',
  expect: 'reject',
  forgets: 'single-subject',
  mutation: secondSubject(),
  defects: ['assertions-disagree'],
});
