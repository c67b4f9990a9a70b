/** A type may be stated, and changes nothing. */

import { defineCase } from '../../case.ts';
import { claim, withAttributes } from '../../../idp/faults/claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.xsi-type',
  title: 'Accepts attribute values with a stated type',
  spec: [core('2.7.3.1.1'), iip('IIP-SP02')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of identity providers that state the type of each value, as many do, are refused.',
  expect: 'accept',
  overStrict: 'no-typed-values',
  variants: Object.fromEntries(
    Object.entries({
      string: 'x',
      anyType: 'x',
      integer: '7',
      boolean: 'true',
      dateTime: '2026-01-01T00:00:00Z',
    }).map(([type, text]) => [
      type,
      { mutation: withAttributes({ name: claim.nickname, values: [{ text, type: `xs:${type}` }] }) },
    ]),
  ),
});
