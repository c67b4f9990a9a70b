/** From more than 150 groups on, Entra sends a link in place of them. */

import { defineCase } from '../../case.ts';
import { groupsLink } from '../../../idp/faults/claims.ts';
import { entra, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.groups-overage',
  title: 'Accepts a link in place of the groups',
  spec: [entra('Group claims'), iip('IIP-SP10')],
  level: 'should',
  layer: 'entra',
  impact: 'interoperability',
  why: 'The people with the most groups, usually administrators and old hands, are the ones who cannot sign in.',
  expect: 'accept',
  overStrict: 'group-ids-only',
  mutation: groupsLink(),
});
