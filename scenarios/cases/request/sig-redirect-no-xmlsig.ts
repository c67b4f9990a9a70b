/** The Redirect binding has its own place for a signature. */

import { defineCase } from '../../case.ts';
import { requestWithoutXmlSignature } from '../../inspect.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.sig.redirect-no-xmlsig',
  title: 'Sends no ds:Signature inside a request by Redirect',
  spec: [bindings('3.4.4.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'The address grows beyond what proxies take, and identity providers look for the signature elsewhere.',
  expect: 'inspect',
  forgets: 'request-xml-signature',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestWithoutXmlSignature,
});
