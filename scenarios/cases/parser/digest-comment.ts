/** The digest that is signed and the digest that is compared must be the same text. */

import { defineCase } from '../../case.ts';
import { digestInComment } from '../../../idp/faults/differentials.ts';
import { cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.digest.comment',
  title: 'Refuses a DigestValue with a comment that holds the digest of forged content',
  spec: [cve('CVE-2025-29775')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Anybody with an account of their own rewrites their response as they like and signs in as anybody.',
  expect: 'reject',
  forgets: 'digest-text',
  mutation: digestInComment(),
  defects: ['digest-value-malformed'],
});
