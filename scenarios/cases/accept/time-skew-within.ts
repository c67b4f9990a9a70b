/** Clocks differ; two thirds of the configured tolerance must be bearable at both ends. */

import { defineCase } from '../../case.ts';
import { justBefore, justAfter } from '../../../idp/faults/time.ts';
import { saml2int, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.time.skew-within',
  title: 'Tolerates a clock difference within the configured limit',
  spec: [saml2int('SDP-G01'), iip('IIP-G01')],
  level: 'must',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'People are refused at random, whenever the clocks of the two sides drift apart by a minute or two.',
  expect: 'accept',
  overStrict: 'no-clock-skew',
  variants: {
    'not-before': { title: 'Tolerates a NotBefore that its own clock has not reached yet', mutation: justBefore() },
    'not-on-or-after': { title: 'Tolerates a NotOnOrAfter that its own clock has just passed', mutation: justAfter() },
  },
});
