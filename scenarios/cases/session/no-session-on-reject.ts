/** A refusal leaves nothing behind. */

import { tampered } from '../../../idp/faults/signatures.ts';
import { defineCase } from '../../case.ts';
import { noSessionOnReject } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.no-session-on-reject',
  title: 'Keeps no identity after a refused response',
  spec: [cwe(287)],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'The name from a forged response stays in the session, and some page will believe it.',
  expect: 'inspect',
  forgets: 'no-session-on-reject',
  mutation: tampered('NameID'),
  defects: ['digest-mismatch'],
  procedure: { kind: 'inspect', evidence: 'rejection' },
  inspect: noSessionOnReject,
});
