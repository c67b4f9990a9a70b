/** Addresses that do not look foreign. */

import { defineCase } from '../../case.ts';
import { relayStateTo } from '../../../idp/faults/addressing.ts';
import { noScriptAddress } from '../../inspect.ts';
import { bindings, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.rs.scheme-relative',
  title: 'Does not follow a RelayState that is an address without a scheme, or a script',
  spec: [bindings('3.5.3'), cwe(601)],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'A genuine sign-in ends on a page of the attacker’s that looks like yours and asks for the password.',
  // Refusing an answer whose RelayState cannot be trusted is as safe as ignoring it.
  expect: 'either',
  forgets: 'relay-state-redirect',
  variants: {
    slashes: { mutation: relayStateTo((canary) => canary.replace(/^[a-z]+:/, '')) },
    backslash: { mutation: relayStateTo((canary) => canary.replace(/^[a-z]+:\/\//, '/\\')) },
    script: {
      expect: 'inspect',
      mutation: relayStateTo(() => 'javascript:alert(1)'),
      procedure: { kind: 'signIn' },
      inspect: noScriptAddress,
    },
  },
});
