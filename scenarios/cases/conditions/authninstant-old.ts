/** Whether the identity provider did as it was asked is for the service provider to look at. */

import { defineCase } from '../../case.ts';
import { signedInBefore } from '../../../idp/faults/time.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.authninstant.old',
  title: 'Refuses a sign-in of thirty days ago when it asked for a fresh one',
  spec: [core('3.4.1'), saml2int('SDP-IDP07')],
  level: 'should',
  layer: 'saml',
  impact: 'takeover',
  why: 'Anybody can take ForceAuthn out of an unsigned request on its way: the old session at the identity provider then is enough.',
  expect: 'reject',
  forgets: 'authn-instant',
  needs: ['force-authn'],
  mutation: signedInBefore(30 * 24 * 3600),
  defects: ['authn-instant-old'],
});
