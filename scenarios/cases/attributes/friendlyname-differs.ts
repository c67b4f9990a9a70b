/** FriendlyName is for people to read. */

import { defineCase } from '../../case.ts';
import { victimsByFriendlyName } from '../../../idp/faults/stray-claims.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.friendlyname-differs',
  title: 'Takes no notice of a misleading FriendlyName',
  spec: [iip('IIP-SP11')],
  level: 'must',
  layer: 'saml2int',
  impact: 'impersonation',
  why: 'Whoever may write some attribute labels it «email» and is whom they like.',
  expect: 'accept',
  overStrict: 'known-claims-only',
  mutation: victimsByFriendlyName(),
});
