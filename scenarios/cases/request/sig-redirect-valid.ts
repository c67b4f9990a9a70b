/** The octets that count are those in the address, never a second encoding of them. */

import { defineCase } from '../../case.ts';
import { requestRedirectSignature } from '../../inspect.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.sig.redirect-valid',
  title: 'Signs its Redirect requests over the parameters as they are sent',
  spec: [bindings('3.4.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An identity provider that verifies requests refuses every sign-in; one that does not is no protection from forged ones.',
  expect: 'inspect',
  forgets: ['request-signature', 'request-signed-as-declared'],
  needs: ['signed-requests', 'sp-signing-certificate'],
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestRedirectSignature,
});
