/** KeyInfo is a hint that may be left out. */

import { defineCase } from '../../case.ts';
import { signedWith } from '../../../idp/faults/signatures.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.sig.keyinfo-absent',
  title: 'Accepts a valid signature without KeyInfo',
  spec: [core('5.4.5')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that takes the key from the message instead of its configuration fails, and should not have done so.',
  expect: 'accept',
  overStrict: 'key-info-required',
  mutation: signedWith({ keyInfo: 'none' }),
});
