/** The Redirect binding has one encoding. */

import { defineCase } from '../../case.ts';
import { requestDeflate } from '../../inspect.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.deflate',
  title: 'Deflates requests that it sends by Redirect',
  spec: [bindings('3.4.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Strict identity providers cannot read the request.',
  expect: 'inspect',
  forgets: 'request-deflate',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestDeflate,
});
