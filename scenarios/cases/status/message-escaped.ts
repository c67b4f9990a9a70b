/** Whoever can make the identity provider fail can choose words. */

import { defineCase } from '../../case.ts';
import { statusMessage } from '../../../idp/faults/pages.ts';
import { rejectionEchoes } from '../../inspect.ts';
import { core, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.message-escaped',
  title: 'Shows the message of an error status as text, or not at all',
  spec: [cwe(79), core('3.2.2.3')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Script in a status message runs on the error page of the service provider.',
  expect: 'inspect',
  forgets: 'error-escape',
  mutation: statusMessage(),
  defects: ['status-not-success'],
  procedure: { kind: 'inspect', evidence: 'rejection' },
  inspect: rejectionEchoes,
});
