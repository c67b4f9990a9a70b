/** A confirmation for later confirms nothing now. */

import { defineCase } from '../../case.ts';
import { confirmationData } from '../../../idp/faults/confirmation.ts';
import { farOff, instant } from '../../../idp/faults/time.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.nb.future',
  title: 'Refuses a bearer confirmation that begins in an hour',
  spec: [core('2.4.1.2'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Responses made in advance open the account at a time when the identity provider would no longer vouch for it.',
  expect: 'reject',
  forgets: 'confirmation-not-yet',
  mutation: confirmationData((facts) => ({ notBefore: instant(facts, farOff(facts)) })),
  defects: ['confirmation-not-before'],
});
