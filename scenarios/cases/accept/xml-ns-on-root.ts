/** Where a namespace is declared makes no difference. */

import { defineCase } from '../../case.ts';
import { style } from '../../../idp/faults/style.ts';
import { core, xmlNames } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.xml.ns-on-root',
  title: 'Accepts a signed assertion whose namespaces are declared on the response',
  spec: [core('5.4.3'), xmlNames('6.1')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that cuts the assertion out before it verifies breaks with the next identity provider.',
  expect: 'accept',
  overStrict: 'namespaces-on-use',
  mutation: style({ hoistNamespaces: true, prefixes: { samlp: 'samlp', saml: 'saml', ds: 'ds' } }),
});
