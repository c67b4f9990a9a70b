/** Every restriction names us: that is as good as one. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.cond.multi-restriction',
  title: 'Accepts two audience restrictions that both name it',
  spec: [core('2.5.1.4')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Assertions that were restricted on two levels, each time for this service, are refused.',
  expect: 'accept',
  overStrict: 'single-restriction',
  mutation: audiences((own) => [[own], [own, 'urn:samlproof:other']]),
});
