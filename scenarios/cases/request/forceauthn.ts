/** A setting that nobody sends protects nobody. */

import { defineCase } from '../../case.ts';
import { requestForceAuthn } from '../../inspect.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.forceauthn',
  title: 'Asks for a fresh sign-in in every request, where it is set to',
  spec: [core('3.4.1'), saml2int('SDP-IDP07')],
  level: 'should',
  layer: 'saml',
  impact: 'takeover',
  why: 'Whoever finds a browser that is signed in at the identity provider is in, although a password was to be asked for.',
  expect: 'inspect',
  forgets: 'request-force-authn',
  needs: ['force-authn'],
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestForceAuthn,
});
