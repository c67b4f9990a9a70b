/** A status that says nothing is no success. */

import { defineCase } from '../../case.ts';
import { emptyStatus, statusWritten } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'status.empty',
  title: 'Refuses a status without a code',
  spec: [core('3.2.2.1'), core('3.2.2.2')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'An SP that only looks for errors takes silence for consent.',
  expect: 'reject',
  forgets: 'status-required',
  defects: ['status-missing'],
  variants: {
    'no-code': { mutation: emptyStatus() },
    'no-value': { title: 'Refuses a status whose code is empty', mutation: statusWritten('') },
  },
});
