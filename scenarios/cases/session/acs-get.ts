/** People come back to the ACS by the back button. */

import { defineCase } from '../../case.ts';
import { emptyGet } from '../../../idp/faults/delivery.ts';
import { bindings, rfc } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.acs.get',
  title: 'Opens no session, and does not break, when the ACS is opened as a page',
  spec: [rfc(9110, '15.5.6'), bindings('3.5')],
  level: 'should',
  layer: 'hardening',
  impact: 'hygiene',
  why: 'Back buttons, bookmarks and link previews open the ACS without a message, and people see a crash.',
  expect: 'reject',
  forgets: 'post-binding',
  mutation: emptyGet(),
  defects: ['parameter-missing'],
});
