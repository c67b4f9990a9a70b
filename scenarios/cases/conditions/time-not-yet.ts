/** An assertion for later is not good now. */

import { defineCase } from '../../case.ts';
import { farOff, notYet } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.time.not-yet',
  title: 'Refuses an assertion whose Conditions begin in an hour',
  spec: [core('2.5.1.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'Responses made in advance open the account at a time when the identity provider would no longer vouch for it.',
  expect: 'reject',
  forgets: 'conditions-not-yet',
  mutation: notYet(farOff),
  defects: ['conditions-not-yet-valid'],
});
