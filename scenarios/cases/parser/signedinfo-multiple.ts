/** With two SignedInfo, one may be verified and the other believed. */

import { defineCase } from '../../case.ts';
import { secondSignedInfo } from '../../../idp/faults/differentials.ts';
import { cve, xmldsig } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.signedinfo.multiple',
  title: 'Refuses a signature with two SignedInfo elements',
  spec: [cve('CVE-2025-29774'), cve('CVE-2020-15216'), xmldsig('4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody with an account of their own rewrites their response as they like and signs in as anybody.',
  expect: 'reject',
  forgets: 'signed-info-single',
  defects: ['signed-info-count'],
  variants: {
    'forged-first': { mutation: secondSignedInfo('first') },
    'forged-last': { mutation: secondSignedInfo('last') },
  },
});
