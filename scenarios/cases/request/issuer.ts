/** The request says who asks. */

import { defineCase } from '../../case.ts';
import { requestIssuer } from '../../inspect.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.issuer',
  title: 'Names its own entity id as Issuer',
  spec: [profiles('4.1.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Entra compares the Issuer letter by letter and answers AADSTS700016 to anything else.',
  expect: 'inspect',
  forgets: 'request-issuer',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestIssuer,
});
