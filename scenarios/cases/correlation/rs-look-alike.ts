/** Addresses that look like one’s own. */

import { defineCase } from '../../case.ts';
import { relayStateBeside, relayStateTo } from '../../../idp/faults/addressing.ts';
import { bindings, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.rs.look-alike',
  title: 'Does not follow a RelayState that looks like an address of its own and is none',
  spec: [bindings('3.5.3'), cwe(601)],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'A genuine sign-in ends on a page of the attacker’s that looks like yours and asks for the password.',
  // Refusing an answer whose RelayState cannot be trusted is as safe as ignoring it.
  expect: 'either',
  fix: 'Parse the address against your own and compare its origin; best keep the target yourself and send a reference only.',
  variants: {
    'own-origin-first': {
      title: 'Does not follow a RelayState that begins with its own address, which is the user of another host',
      forgets: ['relay-state-redirect', 'relay-state-origin'],
      mutation: relayStateBeside((canary, own) => canary.replace(/^[a-z]+:\/\//, `${own}@`)),
    },
    'own-origin-inside': {
      title: 'Does not follow a RelayState to a foreign host that only holds its own address',
      forgets: ['relay-state-redirect', 'relay-state-origin'],
      mutation: relayStateBeside((canary, own) => `${canary}?at=${own}`),
    },
    tab: {
      title: 'Does not follow a RelayState whose second slash stands behind a tab, which browsers leave out',
      forgets: 'relay-state-path',
      mutation: relayStateTo((canary) => canary.replace(/^[a-z]+:\/\//, '/\t/')),
    },
  },
});
