/** The genuine response and its detached signature stand inside a forged response. */

import { defineCase } from '../../case.ts';
import { responseBeforeSignature } from '../../../idp/faults/wrapping.ts';
import { core, ssoSecurity } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.2',
  title: 'Does not read a forged response around the genuine one and its detached signature (XSW2)',
  spec: [core('5.4.2'), ssoSecurity('XML Signature Wrapping')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with one genuine response of their own signs in as anybody.',
  expect: 'either',
  forgets: 'reference-parent',
  shape: { signing: 'response' },
  mutation: responseBeforeSignature(),
  defects: ['reference-not-parent'],
});
