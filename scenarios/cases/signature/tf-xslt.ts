/** A transform is a program of the sender's that runs before anything is verified. */

import { defineCase } from '../../case.ts';
import { xsltTransform } from '../../../idp/faults/references.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tf.xslt',
  title: 'Refuses an XSLT transform, and runs none',
  spec: [core('5.4.4'), cve('CVE-2022-47966')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Anybody, without an account, runs a style sheet of their own on the server.',
  expect: 'reject',
  forgets: 'transform-allow-list',
  mutation: xsltTransform(),
  defects: ['transform-forbidden'],
});
