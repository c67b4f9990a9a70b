/** A signature that is there, and for something else. */

import * as logout from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { bindings, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.bad-signature',
  title: 'Keeps the session when the signature of a LogoutRequest is for another message',
  spec: [bindings('3.4.4.1'), cve('CVE-2025-27773')],
  level: 'must',
  layer: 'saml',
  impact: 'denial',
  why: 'Whoever has seen one LogoutRequest can write others, and sign people out as they like.',
  expect: 'reject',
  needs: ['single-logout'],
  procedure: { kind: 'logout', start: 'idp' },
  variants: {
    message: { forgets: 'logout-signature-value', mutation: logout.logoutMessageChanged() },
    'relay-state': {
      title: 'Keeps the session when a RelayState was added to a signed LogoutRequest',
      forgets: ['logout-signature-relay-state', 'logout-signature-value'],
      mutation: logout.logoutRelayStateAdded('samlproof'),
    },
    'sig-alg': {
      title: 'Keeps the session when SigAlg names another algorithm than the one that signed',
      forgets: ['logout-signature-algorithm', 'logout-signature-value'],
      mutation: logout.logoutAlgorithmSwapped('http://www.w3.org/2001/04/xmldsig-more#rsa-sha512'),
    },
    dropped: {
      title: 'Keeps the session when the Signature parameter was cut off',
      forgets: 'logout-signature-required',
      mutation: logout.logoutSignatureDropped(),
    },
  },
});
