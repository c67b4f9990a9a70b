/** The parameter is base64, nothing else. */

import { defineCase } from '../../case.ts';
import { notBase64 } from '../../../idp/faults/structure.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.not-base64',
  title: 'Refuses a parameter that is not base64',
  spec: [bindings('3.5.4')],
  level: 'must',
  layer: 'saml',
  impact: 'hygiene',
  why: 'A decoder that skips what it does not know lets a filter in front of the SP see another message than the SP.',
  expect: 'reject',
  forgets: 'base64',
  mutation: notBase64(),
  defects: ['not-base64'],
});
