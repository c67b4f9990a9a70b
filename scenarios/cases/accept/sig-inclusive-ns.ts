/** A prefix list changes the signed bytes, not their meaning. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { core, excC14n } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.sig.inclusive-ns',
  title: 'Accepts exclusive canonicalization with a PrefixList',
  spec: [core('5.4.3'), excC14n('3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of every identity provider that writes a prefix list, as several do, are refused.',
  expect: 'accept',
  overStrict: 'no-inclusive-prefixes',
  mutation: signedWith({ inclusivePrefixes: ['xs', 'saml'] }),
});
