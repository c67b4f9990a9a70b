/** An ID in another namespace is no ID. */

import { defineCase } from '../../case.ts';
import { namespacedId } from '../../../idp/faults/wrapping.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.dup-id.namespaced',
  title: 'Does not read a forged assertion with a second, namespaced ID attribute',
  spec: [core('1.3.4'), core('5.4.2')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Verifier and reader look at two different attributes for the ID and so at two different assertions.',
  expect: 'either',
  forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.name-id'],
  shape: { signing: 'assertion' },
  mutation: namespacedId(),
  defects: ['assertion-not-covered', 'duplicate-id', 'id-attribute-doubled'],
  inseparable: 'The second ID attribute only matters on a forged assertion that borrows the signed ID.',
});
