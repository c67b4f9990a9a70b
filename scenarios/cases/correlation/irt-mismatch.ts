/** One message answers one request. */

import { defineCase } from '../../case.ts';
import { confirmationToOwnRequest } from '../../../idp/faults/addressing.ts';
import { core, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.mismatch',
  title: 'Refuses a message that names one request outside and another inside',
  spec: [profiles('4.1.4.3'), core('3.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'An assertion for one sign-in is moved to another one in the same browser.',
  expect: 'reject',
  forgets: 'in-response-to-equal',
  mutation: confirmationToOwnRequest(),
  procedure: { kind: 'twoRequests', mixed: true },
});
