/** What metadata promise must hold. */

import { defineCase } from '../../case.ts';
import { requestSignedAsDeclared } from '../../inspect.ts';
import { metadata, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.signed-when-declared',
  title: 'Signs every request when its metadata say so',
  spec: [metadata('2.4.4'), saml2int('SDP-IDP04')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers that go by the metadata refuse every unsigned request.',
  expect: 'inspect',
  forgets: 'request-signed-as-declared',
  needs: ['sp-metadata'],
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestSignedAsDeclared,
});
