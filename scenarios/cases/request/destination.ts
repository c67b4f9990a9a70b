/** A signed request says where it goes. */

import { defineCase } from '../../case.ts';
import { requestDestination } from '../../inspect.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.destination',
  title: 'Names the single sign-on endpoint as Destination, always when signed',
  spec: [bindings('3.4.5.2'), bindings('3.5.5.2')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'Identity providers that check the Destination refuse the sign-in; a signed request without one works anywhere.',
  expect: 'inspect',
  forgets: 'request-destination',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestDestination,
});
