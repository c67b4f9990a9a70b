/** An attribute that is not used may hold elements. */

import { defineCase } from '../../case.ts';
import { victimsNameIdAsValue } from '../../../idp/faults/stray-claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.complex-content',
  title: 'Accepts an unknown attribute whose value is a NameID element',
  spec: [core('2.7.3.1.1'), iip('IIP-SP10'), iip('IIP-SP02')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'People of identity providers that send eduPersonTargetedID, as universities do, are refused or named by the wrong NameID.',
  expect: 'accept',
  overStrict: ['known-claims-only', 'text-values-only'],
  identity: 'not the victim',
  mutation: victimsNameIdAsValue(),
});
