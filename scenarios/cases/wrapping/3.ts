/** A forged assertion stands before the signed one. */

import { defineCase } from '../../case.ts';
import { forgedBefore } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.3',
  title: 'Does not read a forged assertion before the signed one (XSW3)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping'), cve('CVE-2026-25922')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that verifies one assertion and reads the first lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.name-id'],
  shape: { signing: 'assertion' },
  mutation: forgedBefore(),
  defects: ['assertion-not-covered'],
});
