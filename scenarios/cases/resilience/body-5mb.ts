/** Nobody has that many groups. */

import { defineCase } from '../../case.ts';
import { ofBytes } from '../../../idp/faults/bulk.ts';
import { cve, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.body.5mb',
  title: 'Refuses a message of five megabytes',
  spec: [cwe(770), cve('CVE-2025-54572')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'Anybody, without an account, keeps the server busy with parsing: a few such messages at a time are enough.',
  expect: 'reject',
  forgets: 'message-size',
  mutation: ofBytes(5_000_000),
  defects: ['too-large'],
});
