/** A prefix is a name of the writer's choice and says nothing. */

import { defineCase } from '../../case.ts';
import { style } from '../../../idp/faults/style.ts';
import { xmlNames, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.prefixes-odd',
  title: 'Accepts unusual namespace prefixes, with the protocol namespace as the default one',
  spec: [xmlNames('5'), iip('IIP-SSO01')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that looks for «samlp:» by its letters fails with the next identity provider, or after an update of this one.',
  expect: 'accept',
  overStrict: 'fixed-prefixes',
  mutation: style({ prefixes: { samlp: '', saml: 'a.1-x', ds: '_s9' } }),
});
