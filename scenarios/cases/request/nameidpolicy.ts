/** The identity provider decides what it can send. */

import { defineCase } from '../../case.ts';
import { requestNameIdPolicy } from '../../inspect.ts';
import { errata, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.nameidpolicy',
  title: 'Asks for no NameID format that the identity provider is not set to send',
  spec: [saml2int('SDP-SP04'), errata('E14')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Identity providers refuse the request, or send a name that the application does not know.',
  expect: 'inspect',
  forgets: 'request-name-id-policy',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestNameIdPolicy,
});
