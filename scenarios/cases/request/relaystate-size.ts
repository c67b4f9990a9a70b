/** RelayState has 80 bytes. */

import { defineCase } from '../../case.ts';
import { requestRelayStateSize } from '../../inspect.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.relaystate.size',
  title: 'Sends a RelayState of 80 bytes at most',
  spec: [bindings('3.4.3'), bindings('3.5.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers may cut or refuse longer ones, and people land on the wrong page.',
  expect: 'inspect',
  forgets: 'relay-state-size',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestRelayStateSize,
});
