/** RelayState travels through foreign hands. */

import { defineCase } from '../../case.ts';
import { requestRelayStateOpaque } from '../../inspect.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.relaystate.opaque',
  title: 'Sends a RelayState that means nothing to anybody else',
  spec: [bindings('3.4.3')],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Everybody on the way reads where people are going and may change it.',
  expect: 'inspect',
  forgets: ['relay-state-opaque', 'relay-state-size'],
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestRelayStateOpaque,
});
