/** Code that walks down a message by calling itself ends where its stack ends. */

import { defineCase } from '../../case.ts';
import { ofLevels } from '../../../idp/faults/bulk.ts';
import { cwe, ghsa } from '../../spec.ts';

export default defineCase({
  catalogueId: 'resil.depth',
  title: 'Refuses a message of ten thousand nested elements',
  spec: [cwe(674), ghsa('GHSA-2v35-w6hq-6mfw')],
  level: 'should',
  layer: 'hardening',
  impact: 'denial',
  why: 'One small message overflows the stack and takes the process down, with everybody who is signed in.',
  expect: 'reject',
  forgets: 'message-depth',
  shape: { signing: 'assertion' },
  mutation: ofLevels(10_000),
  defects: ['too-deep'],
});
