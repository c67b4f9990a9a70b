/** Nothing is issued tomorrow. */

import { defineCase } from '../../case.ts';
import { aDay, issuedAhead } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.issueinstant.future',
  title: 'Refuses an assertion that says it was issued tomorrow',
  spec: [core('2.3.3')],
  level: 'should',
  layer: 'saml',
  impact: 'replay',
  why: 'A wrong clock at the identity provider goes unnoticed, and with it every limit in time that rests on it.',
  expect: 'reject',
  forgets: 'issue-instant',
  defects: ['issue-instant-future'],
  mutation: issuedAhead(aDay),
});
