/** An ID names one element. */

import { defineCase } from '../../case.ts';
import { sameIdBefore } from '../../../idp/faults/wrapping.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.dup-id.same-doc',
  title: 'Does not read a forged assertion that shares the ID of the signed one',
  spec: [core('1.3.4'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that finds by ID once to verify and once more to read may find two different elements.',
  expect: 'either',
  forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.by-id', 'signed-content.name-id'],
  shape: { signing: 'assertion' },
  mutation: sameIdBefore(),
  defects: ['assertion-not-covered', 'duplicate-id'],
  inseparable: 'An ID can only stand twice when a second element carries it.',
});
