/** Identifiers are compared whole. */

import { defineCase } from '../../case.ts';
import { audiences } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.prefix',
  title: 'Refuses an audience that only begins with the entity id',
  spec: [core('2.5.1.4'), core('1.3.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Whoever registers an application with a longer identifier gets assertions that are accepted here.',
  expect: 'reject',
  forgets: ['audience', 'audience-exact'],
  mutation: audiences((own) => [[`${own}.attacker.example`]]),
  defects: ['audience-mismatch'],
});
