/** Advice may hold an assertion, and says nothing about the one around it. */

import { defineCase } from '../../case.ts';
import { genuineInAdvice } from '../../../idp/faults/wrapping.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.genuine-in-advice',
  title: 'Does not read a forged assertion while the signed one stands in its Advice',
  spec: [core('2.6.1'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that is content with any valid signature in the document lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.nested', 'signed-content.any-element'],
  shape: { signing: 'assertion' },
  mutation: genuineInAdvice(),
  defects: ['assertion-not-covered'],
});
