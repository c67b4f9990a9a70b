/** Identifiers are compared whole. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.suffix',
  title: 'Refuses an audience that only ends with the entity id',
  spec: [core('2.5.1.4'), core('1.3.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever registers an application under a longer name gets assertions that are accepted here.',
  expect: 'reject',
  forgets: 'audience',
  mutation: audiences((own) => [[`https://attacker.example/?${own}`]]),
  defects: ['audience-mismatch'],
});
