/** The forged assertion stands behind the signed one. */

import { defineCase } from '../../case.ts';
import { forgedAfter } from '../../../idp/faults/wrapping.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.forged-after',
  title: 'Does not read a forged assertion behind the signed one',
  spec: [core('5.4.2'), cve('CVE-2022-41912')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that verifies the first assertion and goes on to the next lets anybody with an account be anybody.',
  expect: 'either',
  forgets: 'signed-content.last',
  shape: { signing: 'assertion' },
  mutation: forgedAfter(),
  defects: ['assertion-not-covered'],
});
