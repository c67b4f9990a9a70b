/** A captured message without its signatures is worth no more than an invented one. */

import { defineCase } from '../../case.ts';
import { stripped } from '../../../idp/faults/signatures.ts';
import { profiles, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.stripped',
  title: 'Refuses a genuine response from which the signatures were removed',
  spec: [profiles('4.1.4.5'), cve('CVE-2012-5353')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account of their own changes the name in their own response and is somebody else.',
  expect: 'reject',
  forgets: 'signature-required',
  mutation: stripped(),
  defects: ['unsigned'],
});
