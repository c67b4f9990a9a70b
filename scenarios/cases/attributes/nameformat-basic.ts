/** NameFormat basic is one of three. */

import { defineCase } from '../../case.ts';
import { claim, withAttributes } from '../../../idp/faults/claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.nameformat.basic',
  title: 'Accepts an attribute with NameFormat basic',
  spec: [core('8.2.3'), iip('IIP-SP01')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People are refused when an administrator changes the name format of a claim.',
  expect: 'accept',
  overStrict: 'basic-name-format-refused',
  mutation: withAttributes({
    name: claim.nickname,
    nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
    values: ['x'],
  }),
});
