/** Each identity provider speaks for its own people only. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { core, cve, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.other-idp-key',
  title: 'Refuses an assertion of the first identity provider that a second trusted one signed',
  spec: [core('5.4'), profiles('4.1.4.2'), cve('CVE-2026-49284')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The administrator of any trusted identity provider signs in as any person of the others.',
  expect: 'reject',
  forgets: ['key-of-issuer', 'embedded-key', 'signature-value'],
  needs: ['second-idp'],
  mutation: forgedWith({ key: 'second' }),
  defects: ['untrusted-key'],
});
