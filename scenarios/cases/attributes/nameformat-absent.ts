/** Entra's own way: without NameFormat, an attribute's name is unspecified. This is the honest message again. */

import { defineCase } from '../../case.ts';
import { withoutNameFormat } from '../../../idp/faults/claims.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'attr.nameformat.absent',
  title: 'Accepts attributes without NameFormat',
  spec: [core('8.2.1'), iip('IIP-SP01')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Entra sends no NameFormat: all claims are lost.',
  expect: 'accept',
  overStrict: 'name-format-required',
  mutation: withoutNameFormat(),
});
