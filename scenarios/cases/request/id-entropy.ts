/** The ID ties the answer to the question: it must not be guessable. */

import { defineCase } from '../../case.ts';
import { requestIdEntropy } from '../../inspect.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.id.entropy',
  title: 'Sends request IDs that are unique and hold at least 128 bits of randomness',
  spec: [core('1.3.4')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'An attacker who can guess the next ID prepares an answer to a request that somebody else will make.',
  expect: 'inspect',
  forgets: 'request-id-entropy',
  // Twice the hexadecimal alphabet and more: enough to tell what varies from what does not, without 200 sign-ins.
  procedure: { kind: 'collectRequests', count: 40 },
  inspect: requestIdEntropy,
});
