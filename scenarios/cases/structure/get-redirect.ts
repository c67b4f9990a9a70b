/** Assertions do not travel in addresses. */

import { defineCase } from '../../case.ts';
import { byRedirect } from '../../../idp/faults/delivery.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.get-redirect',
  title: 'Refuses a response that came by HTTP-Redirect',
  spec: [profiles('4.1.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Assertions end up in histories, proxies and Referer headers, and whoever reads those signs in.',
  expect: 'reject',
  forgets: 'post-binding',
  mutation: byRedirect(),
  defects: ['wrong-binding'],
});
