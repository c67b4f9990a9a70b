/** An instruction is no text, and what stands around it is one. */

import { defineCase } from '../../case.ts';
import { extendedVictim } from '../../../idp/faults/differentials.ts';
import { nameIdSplitByInstruction } from '../../../idp/faults/partial-text.ts';
import { c14n } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.pi.nameid-split',
  title: 'Reads the whole NameID although a signed processing instruction divides it',
  spec: [c14n('2.3')],
  level: 'should',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Whoever gets an instruction into their name at the identity provider signs in as the person whose name it begins with.',
  expect: 'either',
  forgets: 'instruction-text',
  mutation: nameIdSplitByInstruction(),
  defects: ['instruction-in-value'],
  identity: extendedVictim,
});
