/** An assertion about nobody signs nobody in. */

import { defineCase } from '../../case.ts';
import { assertionWith } from '../../../idp/faults/structure.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.no-subject',
  title: 'Refuses an assertion without Subject',
  spec: [core('2.3.3'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A session without a name is opened, or one with the last name that was known.',
  expect: 'reject',
  forgets: 'subject-required',
  mutation: assertionWith({ subject: undefined }),
  defects: ['subject-missing'],
});
