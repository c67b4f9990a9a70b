/** A verifier whose canonicalization fails has nothing in hand, and nothing has a digest too. */

import { defineCase } from '../../case.ts';
import { voidCanonicalization } from '../../../idp/faults/references.ts';
import { cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.c14n.void',
  title: 'Refuses an assertion that cannot be canonicalized and whose digest is that of nothing',
  spec: [cve('CVE-2025-66568'), cve('CVE-2025-66578')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'One signature over nothing fits every forgery.',
  expect: 'reject',
  forgets: ['canonicalization-failure', 'digest', 'signed-info-own'],
  shape: { signing: 'assertion' },
  mutation: voidCanonicalization(),
  defects: ['digest-mismatch'],
});
