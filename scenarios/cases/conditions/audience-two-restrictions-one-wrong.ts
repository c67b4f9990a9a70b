/** Every restriction must hold. */

import { defineCase } from '../../case.ts';
import { audiences, otherServiceProvider } from '../../../idp/faults/audience.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'conditions.audience.two-restrictions-one-wrong',
  title: 'Refuses two audience restrictions of which only one names it',
  spec: [core('2.5.1.4')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'A restriction that the identity provider added is overlooked when another one fits.',
  expect: 'reject',
  forgets: ['audience', 'audience-every-restriction'],
  mutation: audiences((own) => [[own], [otherServiceProvider]]),
  defects: ['audience-mismatch'],
});
