/** Two messages in one address: which of them is signed, and which is obeyed? */

import { logoutQueryMixed } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { bindings, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.redirect-mixed',
  title: 'Keeps the session when a forged LogoutRequest stands before a signed one in the address',
  spec: [bindings('3.4.4.1'), cve('CVE-2025-27773')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'Whoever has one signed message of the identity provider, for instance from a sign-out of their own, signs everybody out.',
  expect: 'reject',
  forgets: 'logout-parameter-single',
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'idp' },
  variants: {
    before: { mutation: logoutQueryMixed('before') },
    behind: {
      title: 'Keeps the session when a forged LogoutRequest stands behind a signed one in the address',
      mutation: logoutQueryMixed('behind'),
    },
    'beside-response': {
      title: 'Keeps the session when a forged LogoutRequest stands beside a signed LogoutResponse',
      mutation: logoutQueryMixed('beside-response'),
    },
  },
});
