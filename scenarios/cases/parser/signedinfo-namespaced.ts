/** The SignedInfo that counts is one by its namespace, and there is one. */

import { defineCase } from '../../case.ts';
import { foreignSignedInfo } from '../../../idp/faults/look-alikes.ts';
import { cve, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.signedinfo.namespaced',
  title: 'Refuses forged content that only a SignedInfo of another namespace describes',
  spec: [cve('CVE-2025-29774'), xmldsig('4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account of their own rewrites their response as they like and signs in as anybody.',
  expect: 'reject',
  forgets: ['signed-info-namespace', 'digest'],
  variants: {
    first: { mutation: foreignSignedInfo('first') },
    last: { mutation: foreignSignedInfo('last') },
  },
  defects: ['signed-info-count'],
});
