/** Each transform costs a pass over the message, before anything is verified. */

import { defineCase } from '../../case.ts';
import { manyTransforms } from '../../../idp/faults/references.ts';
import { cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tf.many',
  title: 'Refuses a signature with fifty transforms',
  spec: [cve('CVE-2021-39171')],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, keeps the server busy with a few small messages.',
  expect: 'reject',
  forgets: 'transform-count',
  needs: ['resilience'],
  mutation: manyTransforms(),
  defects: ['transform-count'],
});
