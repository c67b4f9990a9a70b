/** A signature by anybody's key proves nothing. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.wrong-key',
  title: 'Refuses a signature by another key, without KeyInfo',
  spec: [core('5.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A key that anybody makes in a second is enough to sign in as anybody.',
  expect: 'reject',
  forgets: 'signature-value',
  mutation: forgedWith({ key: 'stranger', keyInfo: 'none' }),
  defects: ['signature-value-invalid'],
});
