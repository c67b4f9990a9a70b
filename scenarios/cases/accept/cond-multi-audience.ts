/** One member of an audience list is enough. */

import { defineCase } from '../../case.ts';
import { audiences, otherServiceProvider } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.cond.multi-audience',
  title: 'Accepts an audience restriction that names the service provider last of three',
  spec: [core('2.5.1.4')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Assertions made for several services at once are refused although this one is among them.',
  expect: 'accept',
  overStrict: 'single-audience',
  mutation: audiences((own) => [[otherServiceProvider, 'urn:samlproof:third', own]]),
});
