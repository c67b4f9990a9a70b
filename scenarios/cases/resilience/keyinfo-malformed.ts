/** KeyInfo is read before anything is verified, so it can be anybody's. */

import { keyInfoOf } from '../../../idp/faults/bulk.ts';
import { defineCase } from '../../case.ts';
import { cve, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.keyinfo-malformed',
  title: 'Gets over an empty KeyInfo',
  spec: [cwe(476), cve('CVE-2020-7711')],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, takes the server down with one small message.',
  expect: 'either',
  forgets: 'reading-failure',
  variants: {
    empty: { mutation: keyInfoOf('empty') },
    'empty-data': { title: 'Gets over an empty X509Data', mutation: keyInfoOf('empty-data') },
    'empty-certificate': { title: 'Gets over an empty X509Certificate', mutation: keyInfoOf('empty-certificate') },
    'no-certificate': { title: 'Gets over an X509Certificate that is none', mutation: keyInfoOf('no-certificate') },
    'empty-key': { title: 'Gets over a key without a modulus', mutation: keyInfoOf('empty-key') },
  },
});
