/** RelayState is optional; one that was sent along with the request the IdP must give back (Bindings 3.5.3), so losing it is the IdP's fault. */

import { defineCase } from '../../case.ts';
import { relayStateField } from '../../../idp/faults/delivery.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.post.no-relaystate',
  title: 'Accepts a response without RelayState',
  spec: [bindings('3.5.3')],
  level: 'should',
  layer: 'hardening',
  impact: 'interoperability',
  why: 'Sign-in breaks wherever a step on the way loses the RelayState.',
  expect: 'accept',
  overStrict: 'relay-state-required',
  variants: {
    absent: { mutation: relayStateField(null) },
    empty: { title: 'Accepts a response with an empty RelayState', mutation: relayStateField('') },
  },
});
