/** A parser that does not expand an entity leaves a hole in the text, and some readers stop there. */

import { defineCase } from '../../case.ts';
import { extendedVictim } from '../../../idp/faults/differentials.ts';
import { nameIdSplitByEntity } from '../../../idp/faults/partial-text.ts';
import { iip, xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.entity.split',
  title: 'Reads the whole NameID although an entity divides it',
  spec: [xml('4.4.2'), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Whoever registers victim@company.com.attacker.example at the identity provider signs in as victim@company.com.',
  // That a DOCTYPE is read at all is asked by parser/dtd-empty; here it is who is let in.
  expect: 'either',
  forgets: 'entity-text',
  mutation: nameIdSplitByEntity(),
  defects: ['dtd-present'],
  identity: extendedVictim,
});
