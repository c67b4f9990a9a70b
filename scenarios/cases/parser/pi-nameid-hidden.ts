/** Some canonicalizers print an instruction as text; readers pass over it. */

import { defineCase } from '../../case.ts';
import { extendedVictim, nameIdEndsInInstruction } from '../../../idp/faults/differentials.ts';
import { c14n, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.pi.nameid-hidden',
  title: 'Does not verify a processing instruction as text and then read past it',
  spec: [c14n('2.3'), cve('CVE-2025-54419')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Whoever registers victim@company.com.attacker.example at the identity provider signs in as victim@company.com.',
  expect: 'either',
  forgets: 'processing-instruction',
  mutation: nameIdEndsInInstruction(),
  defects: ['instruction-in-value'],
  identity: extendedVictim,
});
