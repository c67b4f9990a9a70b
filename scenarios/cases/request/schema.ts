/** What the SP sends must be what the schema says. */

import { defineCase } from '../../case.ts';
import { requestSchema } from '../../inspect.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.schema',
  title: 'Sends an AuthnRequest that validates against the protocol schema',
  spec: [core('3.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers that validate refuse every sign-in.',
  expect: 'inspect',
  forgets: 'request-schema',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestSchema,
});
