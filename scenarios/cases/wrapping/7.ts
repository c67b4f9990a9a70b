/** Extensions may hold anything, an assertion with the same ID as well. */

import { defineCase } from '../../case.ts';
import { forgedInExtensions } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.7',
  title: 'Does not read a forged assertion in Extensions with the ID of the signed one (XSW7)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping'), cve('CVE-2016-1000253')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that searches the whole document for its assertion, or finds it by ID, lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.descendant', 'signed-content.by-id', 'signed-content.name-id'],
  shape: { signing: 'assertion' },
  mutation: forgedInExtensions(),
  defects: ['assertion-not-covered', 'duplicate-id'],
  inseparable: 'The forged assertion borrows the ID of the signed one: that is how it is found.',
});
