/** Each transform costs a pass over the message, also one that has nothing left to do. */

import { defineCase } from '../../case.ts';
import { manyEnveloped } from '../../../idp/faults/references.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tf.many-enveloped',
  title: 'Refuses a signature with fifty enveloped-signature transforms',
  spec: [core('5.4.4'), cve('CVE-2021-39171')],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, keeps the server busy with a few small messages.',
  expect: 'reject',
  forgets: 'transform-count',
  needs: ['resilience'],
  mutation: manyEnveloped(),
  defects: ['transform-count'],
});
