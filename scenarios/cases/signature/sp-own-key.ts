/** A key of the service provider speaks for the service provider. */

import { defineCase } from '../../case.ts';
import { forgedWith } from '../../../idp/faults/signatures.ts';
import { core, metadata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.sp-own-key',
  title: 'Refuses an assertion that is signed by the SP’s own key',
  spec: [core('5.4'), metadata('2.4.1.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Whoever gets the SP to sign a text of theirs, or reads one key from its disk, signs in as anybody.',
  expect: 'reject',
  forgets: ['own-key', 'embedded-key', 'signature-value'],
  needs: ['sp-signing-key'],
  mutation: forgedWith({ key: 'sp' }),
  defects: ['untrusted-key'],
});
