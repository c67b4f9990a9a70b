/** What is encrypted and what is in clear are two assertions. */

import { defineCase } from '../../case.ts';
import { forgedBesideEncrypted } from '../../../idp/faults/encryption.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.genuine-in-encrypted',
  title: 'Does not read a forged plain assertion beside the genuine encrypted one',
  spec: [core('5.4.2'), cve('CVE-2016-5697')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that decrypts and verifies one assertion and reads another lets anybody with an account be anybody.',
  expect: 'either',
  needs: ['encrypted-assertions'],
  shape: { signing: 'assertion', encryption: 'on' },
  defects: ['assertion-not-covered'],
  variants: {
    'plain-first': {
      forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.name-id'],
      mutation: forgedBesideEncrypted('before'),
    },
    'plain-last': { forgets: 'signed-content.last', mutation: forgedBesideEncrypted('behind') },
  },
});
