/** The signature covers the octets of the address as they were written. */

import { logoutInLowerCase } from '../../../idp/faults/logout.ts';
import { defineCase } from '../../case.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'slo.idp.lowercase-pct',
  title: 'Obeys a LogoutRequest that is signed over percent escapes in lower case, as .NET writes them',
  spec: [bindings('3.4.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'A service provider that escapes the parameters again in its own way refuses every LogoutRequest of such a sender.',
  expect: 'accept',
  overStrict: 'logout-percent-case',
  needs: ['single-logout'],
  mutation: logoutInLowerCase(),
  procedure: { kind: 'logout', start: 'idp' },
});
