/** The answer goes to an endpoint that is known. */

import { defineCase } from '../../case.ts';
import { requestAcsUrl } from '../../inspect.ts';
import { core, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.acs-url',
  title: 'Asks for an answer at one of its published endpoints, by URL or by index, not both',
  spec: [core('3.4.1'), saml2int('SDP-SP05'), saml2int('SDP-SP06')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Entra answers AADSTS50011 to every reply address that is not registered letter by letter.',
  expect: 'inspect',
  forgets: 'request-acs-url',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestAcsUrl,
});
