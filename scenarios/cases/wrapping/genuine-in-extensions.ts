/** The signed assertion hides in Extensions; a forged one with its ID stands in its place. */

import { defineCase } from '../../case.ts';
import { genuineInExtensions } from '../../../idp/faults/wrapping.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.genuine-in-extensions',
  title: 'Does not read a forged assertion while the signed one stands in Extensions',
  spec: [core('5.4.2'), cve('CVE-2026-47201')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that is content with any valid signature in the document lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.nested', 'signed-content.any-element'],
  shape: { signing: 'assertion' },
  mutation: genuineInExtensions(),
  defects: ['assertion-not-covered', 'duplicate-id'],
  inseparable: 'The forged assertion borrows the ID of the signed one: that is what the signature seems to name.',
});
