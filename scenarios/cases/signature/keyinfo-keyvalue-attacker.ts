/** A bare key in the message is as untrusted as a certificate. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.keyinfo-keyvalue-attacker',
  title: 'Refuses a signature by another key that the message brings along as KeyValue',
  spec: [core('5.4.5'), cve('CVE-2021-21239')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An attacker signs with a key of their own, encloses it, and signs in as anybody.',
  expect: 'reject',
  forgets: ['embedded-key', 'signature-value'],
  mutation: forgedWith({ key: 'stranger', keyInfo: 'keyValue' }),
  defects: ['untrusted-key'],
});
