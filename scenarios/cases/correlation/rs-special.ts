/** RelayState is anybody’s text. */

import { defineCase } from '../../case.ts';
import { relayStateField } from '../../../idp/faults/delivery.ts';
import { headersInjected, relayStateEchoes } from '../../inspect.ts';
import { bindings, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.rs.special',
  title: 'Makes neither markup nor headers of a RelayState',
  spec: [bindings('3.5.3'), cwe(79), cwe(113)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'A form on the attacker’s page runs script or sets cookies on the service provider’s.',
  expect: 'inspect',
  procedure: { kind: 'signIn' },
  variants: {
    markup: {
      forgets: 'relay-state-escape',
      mutation: relayStateField('"\'><samlproof-marker>%3C é</samlproof-marker>'),
      inspect: relayStateEchoes,
    },
    lines: {
      forgets: 'header-lines',
      mutation: relayStateField('/me\r\nSet-Cookie: samlproof-injected=1'),
      inspect: headersInjected,
    },
  },
});
