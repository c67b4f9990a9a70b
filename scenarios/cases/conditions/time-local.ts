/** Instants are UTC, and whoever reads them otherwise reads another instant. */

import { defineCase } from '../../case.ts';
import { expiredIn, notYetIn } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'cond.time.local',
  title: 'Refuses Conditions that hold in some time zone only',
  spec: [core('1.3.3'), core('2.5.1.2')],
  level: 'should',
  layer: 'saml',
  impact: 'replay',
  why: 'A leaked response opens the account for hours after its end, as many as the zone of the server is away from UTC.',
  expect: 'reject',
  variants: {
    'expired-without-zone': {
      forgets: ['instant-format', 'instant-local-west'],
      mutation: expiredIn(0, ''),
      defects: ['conditions-unreadable'],
    },
    'not-yet-without-zone': {
      forgets: ['instant-format', 'instant-local-east'],
      mutation: notYetIn(0, ''),
      defects: ['conditions-unreadable'],
    },
    'expired-elsewhere': {
      forgets: ['instant-format', 'instant-zone'],
      mutation: expiredIn(9, '+09:00'),
      defects: ['conditions-expired'],
    },
    'not-yet-elsewhere': {
      forgets: ['instant-format', 'instant-zone'],
      mutation: notYetIn(-8, '-08:00'),
      defects: ['conditions-not-yet-valid'],
    },
  },
});
