/** An attribute name may be any URI. */

import { defineCase } from '../../case.ts';
import { withAttributes } from '../../../idp/faults/claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.nameformat.uri',
  title: 'Accepts an attribute with NameFormat uri and an OID as name',
  spec: [core('8.2.2'), iip('IIP-SP01')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of identity providers that name attributes by OID, as universities do, are refused.',
  expect: 'accept',
  overStrict: 'known-claims-only',
  mutation: withAttributes({
    name: 'urn:oid:2.5.4.42',
    nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
    friendlyName: 'givenName',
    values: ['B.'],
  }),
});
