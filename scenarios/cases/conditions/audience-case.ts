/** Identifiers are compared letter by letter. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.case',
  title: 'Refuses the entity id in capital letters as audience',
  spec: [core('1.3.1'), core('2.5.1.4')],
  level: 'should',
  layer: 'saml',
  impact: 'replay',
  why: 'Two services whose names differ in case only are taken for one.',
  expect: 'reject',
  forgets: 'audience',
  mutation: audiences((own) => [[own.toUpperCase()]]),
  defects: ['audience-mismatch'],
});
