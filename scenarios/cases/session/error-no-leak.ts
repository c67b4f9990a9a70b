/** An error page is read by attackers. */

import { tampered } from '../../../idp/faults/signatures.ts';
import { defineCase } from '../../case.ts';
import { errorLeaks } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.error.no-leak',
  title: 'Shows no internals on the page for a refused response',
  spec: [cwe(209)],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Stack traces, paths and versions tell an attacker which hole to try next.',
  expect: 'inspect',
  forgets: 'error-detail',
  mutation: tampered('NameID'),
  defects: ['digest-mismatch'],
  procedure: { kind: 'inspect', evidence: 'rejection' },
  inspect: errorLeaks,
});
