/** The page after an unsolicited sign-in is named by RelayState, and RelayState is anybody’s text. */

import { defineCase } from '../../case.ts';
import { foreignRelayState, relayStateBeside, relayStateTo } from '../../../idp/faults/addressing.ts';
import { bindings, cwe, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'idpi.relaystate-target',
  title: 'Does not follow the RelayState of an unsolicited response to a foreign host',
  spec: [profiles('4.1.5'), bindings('3.5.3'), cwe(601)],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'A genuine sign-in ends on a page of the attacker’s that looks like yours and asks for the password.',
  // Refusing an answer whose RelayState cannot be trusted is as safe as ignoring it.
  expect: 'either',
  needs: ['idp-initiated'],
  shape: { initiated: 'idp' },
  procedure: { kind: 'unsolicited' },
  variants: {
    absolute: { forgets: 'relay-state-redirect', mutation: foreignRelayState() },
    slashes: {
      forgets: 'relay-state-redirect',
      mutation: relayStateTo((canary) => canary.replace(/^[a-z]+:/, '')),
    },
    'own-origin-first': {
      forgets: ['relay-state-redirect', 'relay-state-origin'],
      mutation: relayStateBeside((canary, own) => canary.replace(/^[a-z]+:\/\//, `${own}@`)),
    },
  },
});
