/** An HMAC that is cut to nothing fits every key and every text. */

import { defineCase } from '../../case.ts';
import { hmacOfNoLength } from '../../../idp/faults/hmac.ts';
import { cve, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.alg.hmac-truncation',
  title: 'Refuses an HMAC of no length',
  spec: [xmldsig('6.3.1'), cve('CVE-2009-0217')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The message itself says how much of its proof is looked at, and says: nothing.',
  expect: 'reject',
  forgets: 'hmac-length',
  mutation: hmacOfNoLength(),
  defects: ['signature-algorithm-forbidden'],
});
