/** Sender-vouches rests on trust in a sender that a browser is not. */

import { defineCase } from '../../case.ts';
import { method } from '../../../idp/faults/confirmation.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'subj.method.sender-vouches-only',
  title: 'Refuses a Subject that is confirmed by sender-vouches only',
  spec: [profiles('3.2'), profiles('4.1.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'replay',
  why: 'An assertion that only a trusted service may pass on works for whoever found it.',
  expect: 'reject',
  forgets: 'confirmation-method',
  mutation: method('sender-vouches'),
  defects: ['confirmation-method'],
});
