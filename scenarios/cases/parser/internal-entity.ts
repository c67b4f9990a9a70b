/** An entity is text from elsewhere: signed text must stand where it was signed. */

import { defineCase } from '../../case.ts';
import { nameIdAsEntity } from '../../../idp/faults/doctype.ts';
import { iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.internal-entity',
  title: 'Refuses a NameID that is written as an internal entity',
  spec: [iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'denial',
  why: 'A parser that expands entities can be made to expand a few bytes into gigabytes before any signature is checked.',
  expect: 'reject',
  forgets: 'doctype',
  mutation: nameIdAsEntity(),
  defects: ['dtd-present'],
});
