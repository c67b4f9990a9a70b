/** SAML allows one reference: with two, verifier and reader may pick different ones. */

import { defineCase } from '../../case.ts';
import { secondReference } from '../../../idp/faults/references.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.multiple',
  title: 'Refuses a signature with two references',
  spec: [core('5.4.2'), cve('CVE-2016-5697')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The reference that is verified need not be the one whose element is read, and a forgery slips through between them.',
  expect: 'reject',
  forgets: 'reference-single',
  defects: ['reference-count'],
  variants: {
    'decoy-first': { title: 'Refuses a second reference before the right one', mutation: secondReference('first') },
    'decoy-last': { title: 'Refuses a second reference behind the right one', mutation: secondReference('last') },
  },
});
