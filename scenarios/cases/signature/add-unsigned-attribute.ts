/** Only what is signed was said. */

import { defineCase } from '../../case.ts';
import { grantedRole, unsignedAttribute } from '../../../idp/faults/elsewhere.ts';
import { neverShows } from '../../inspect.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.add-unsigned-attribute',
  title: 'Takes no attribute from an unsigned part of the message',
  spec: [core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'takeover',
  why: 'Whoever can sign in gives themselves any role.',
  expect: 'inspect',
  forgets: 'signed-content.attributes',
  needs: ['attributes-probe'],
  shape: { signing: 'assertion' },
  mutation: unsignedAttribute(),
  defects: ['element-misplaced'],
  procedure: { kind: 'signIn' },
  inspect: neverShows(() => grantedRole),
});
