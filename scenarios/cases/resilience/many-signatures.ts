/** Every reference is a walk through the whole message. */

import { ofReferences } from '../../../idp/faults/bulk.ts';
import { defineCase } from '../../case.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.many-signatures',
  title: 'Refuses a signature with three hundred references',
  spec: [core('5.4.2'), cve('CVE-2021-39171')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody who can sign in once keeps the server busy with one message.',
  expect: 'reject',
  forgets: 'reference-single',
  mutation: ofReferences(300),
  defects: ['reference-count'],
});
