/** StatusDetail may hold anything, the signed assertion as well. */

import { defineCase } from '../../case.ts';
import { genuineInStatusDetail } from '../../../idp/faults/wrapping.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.genuine-in-statusdetail',
  title: 'Does not read a forged assertion while the signed one stands in StatusDetail',
  spec: [core('5.4.2'), cve('CVE-2024-45409')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that is content with any valid signature in the document lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.nested', 'signed-content.any-element'],
  shape: { signing: 'assertion' },
  mutation: genuineInStatusDetail(),
  defects: ['assertion-not-covered'],
});
