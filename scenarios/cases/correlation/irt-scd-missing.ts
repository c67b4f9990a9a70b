/** What only the unsigned envelope says is nobody's word. */

import { defineCase } from '../../case.ts';
import { confirmationData } from '../../../idp/faults/confirmation.ts';
import { profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'corr.irt.scd-missing',
  title: 'Refuses an answer whose confirmation does not say which request it answers',
  spec: [profiles('4.1.4.2'), profiles('4.1.4.3')],
  level: 'must',
  layer: 'saml',
  impact: 'request-forgery',
  why: 'A stolen assertion that answers nothing is put into an unsigned response to the attacker’s own request.',
  expect: 'reject',
  forgets: ['in-response-to-confirmation-required', 'unsolicited-by-confirmation'],
  shape: { signing: 'assertion' },
  mutation: confirmationData(() => ({ inResponseTo: undefined })),
  defects: ['confirmation-in-response-to-missing'],
});
