/** An attribute may be called like anything that programs have. */

import { defineCase } from '../../case.ts';
import { withAttributes } from '../../../idp/faults/claims.ts';
import { victimsAsFields } from '../../../idp/faults/stray-claims.ts';
import { cwe, iip } from '../../spec.ts';

const members = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];

export default defineCase({
  catalogueId: 'claims.inject.prototype',
  title: 'Keeps attributes apart from its own fields',
  spec: [cwe(915), iip('IIP-SP10')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever may name some attribute of theirs writes over what the service provider knows of them, or keeps everybody out.',
  expect: 'either',
  variants: {
    fields: { forgets: 'claim-fields', mutation: victimsAsFields() },
    'object-members': {
      spec: [cwe(1321), iip('IIP-SP10')],
      expect: 'accept',
      overStrict: ['known-claims-only', 'no-object-members'],
      mutation: withAttributes(...members.map((name) => ({ name, values: ['samlproof'] }))),
    },
  },
});
