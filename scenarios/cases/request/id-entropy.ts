/** The ID ties the answer to the question. */

import { defineCase } from '../../case.ts';
import { requestIdBits, requestIdUnpredictable } from '../../inspect.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.id.entropy',
  title: 'Sends request IDs that nobody can guess',
  spec: [core('1.3.4')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'An attacker who can guess the next ID prepares an answer to a request that somebody else will make.',
  expect: 'inspect',
  // Twice the hexadecimal alphabet and more: enough to tell what varies from what does not, without 200 sign-ins.
  procedure: { kind: 'collectRequests', count: 40 },
  variants: {
    unpredictable: {
      title: 'Sends request IDs that are unique, no counter and no clock, and hold at least 64 bits of randomness',
      layer: 'hardening',
      forgets: ['request-id-entropy', 'request-id-length'],
      inspect: requestIdUnpredictable,
    },
    // Core asks for a probability of 2^-128 at most (must) and recommends 2^-160; a random UUID misses it by six bits.
    '128-bits': {
      title: 'Sends request IDs that hold at least 128 bits of randomness',
      level: 'should',
      forgets: ['request-id-entropy', 'request-id-length'],
      inspect: requestIdBits,
    },
  },
});
