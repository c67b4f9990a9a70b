/** An xs:ID begins with a letter or an underscore. */

import { defineCase } from '../../case.ts';
import { requestIdNcName } from '../../inspect.ts';
import { core, entra } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.id.ncname',
  title: 'Sends a request ID that is an xs:NCName',
  spec: [core('1.3.4'), entra('AuthnRequest')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Entra answers AADSTS7500529 to every ID that happens to begin with a digit.',
  expect: 'inspect',
  forgets: 'request-id-ncname',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestIdNcName,
});
