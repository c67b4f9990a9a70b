/** Where to come back to is configuration, not what a request says of itself. */

import { defineCase } from '../../case.ts';
import { requestIgnoresHost } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

const forwardedHost = 'another-host.samlproof.invalid';

export default defineCase({
  catalogueId: 'req.host-header',
  title: 'Makes its request from its own address, whatever host a request header names',
  spec: [cwe(644)],
  level: 'should',
  layer: 'hardening',
  impact: 'interoperability',
  why: 'A poisoned cache or a careless proxy makes sign-ins fail, and where the identity provider is lax sends answers elsewhere.',
  expect: 'inspect',
  forgets: 'forwarded-host',
  procedure: { kind: 'collectRequests', count: 1, forwardedHost },
  inspect: requestIgnoresHost(forwardedHost),
});
