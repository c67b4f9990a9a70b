/** The SP is told of a key, trusts it, and is told that it is gone. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { iip, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.removed-key',
  title: 'Refuses a signature by a key that the metadata no longer holds',
  spec: [saml2int('SDP-MD03'), iip('IIP-MD06')],
  level: 'must',
  layer: 'saml2int',
  impact: 'impersonation',
  why: 'A stolen key stays good for ever: taking it out of the metadata, the only way to revoke it, has no effect.',
  expect: 'reject',
  forgets: 'key-removal',
  procedure: { kind: 'rollOver', step: 'removed-key' },
  mutation: forgedWith({ key: 'removed' }),
  defects: ['untrusted-key'],
});
