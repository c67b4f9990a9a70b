/** Base64 in a signature is written in lines, too. */

import { defineCase } from '../../case.ts';
import { wrappedSignature } from '../../../idp/faults/style.ts';
import { xmldsig, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.sig.b64-linebreaks',
  title: 'Accepts a signature whose value and certificate are written in lines',
  spec: [xmldsig('4.2'), rfc(2045, '6.8')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of the many identity providers whose libraries wrap base64 are refused.',
  expect: 'accept',
  overStrict: 'one-line-signature',
  variants: {
    'line-feed': { mutation: wrappedSignature('\n') },
    // As libraries in Java write the ends of lines.
    'carriage-return': {
      overStrict: ['one-line-signature', 'no-character-references'],
      mutation: wrappedSignature('&#13;\n'),
    },
  },
});
