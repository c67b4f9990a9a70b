/** A session must not outlive the one that it rests on. */

import { defineCase } from '../../case.ts';
import { farOff, sessionOver } from '../../../idp/faults/time.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.session-notonorafter.past',
  title: 'Opens no session when the assertion says that the session is over',
  spec: [profiles('4.1.4.3'), core('2.7.2')],
  level: 'should',
  layer: 'saml',
  impact: 'replay',
  why: 'People stay signed in after the identity provider has ended their session.',
  expect: 'reject',
  forgets: 'session-expiry',
  mutation: sessionOver(farOff),
  defects: ['session-expired'],
});
