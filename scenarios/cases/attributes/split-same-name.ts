/** Two attributes of one name are two answers to one question. */

import { defineCase } from '../../case.ts';
import { victimsUnder } from '../../../idp/faults/stray-claims.ts';
import { core } from '../../spec.ts';

const same = (name: string): string => name;

export default defineCase({
  catalogueId: 'attr.split-same-name',
  title: 'Names nobody by one of two attributes of the same name',
  spec: [core('2.7.3.1')],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Where a second rule at the identity provider writes the same claim, who somebody is depends on the order of the two.',
  expect: 'either',
  forgets: 'required-claims-single',
  identity: 'not the victim',
  defects: ['claim-ambiguous'],
  variants: {
    'own-last': { mutation: victimsUnder(same, 'before') },
    'own-first': { mutation: victimsUnder(same, 'behind') },
  },
});
