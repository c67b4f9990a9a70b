/** One use is one use: the first is fine. */

import { defineCase } from '../../case.ts';
import { oneTimeUse } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.cond.onetimeuse',
  title: 'Accepts an assertion for one use the first time',
  spec: [core('2.5.1.5')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of an identity provider that is careful about replay are refused.',
  expect: 'accept',
  overStrict: 'no-one-time-use',
  mutation: oneTimeUse(),
});
