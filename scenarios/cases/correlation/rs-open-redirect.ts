/** RelayState comes back unprotected: it is a wish, not an order. */

import { defineCase } from '../../case.ts';
import { foreignRelayState } from '../../../idp/faults/addressing.ts';
import { bindings, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.rs.open-redirect',
  title: 'Does not follow a RelayState to a foreign host',
  spec: [bindings('3.5.3'), cwe(601)],
  level: 'should',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'A genuine sign-in ends on a page of the attacker’s that looks like yours and asks for the password.',
  // Refusing an answer whose RelayState cannot be trusted is as safe as ignoring it.
  expect: 'either',
  forgets: 'relay-state-redirect',
  // The foreign host is the canary: a browser that is sent there has been seen.
  mutation: foreignRelayState(),
});
