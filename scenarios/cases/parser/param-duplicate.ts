/** One form, one message. */

import { defineCase } from '../../case.ts';
import { parameterTwice } from '../../../idp/faults/delivery.ts';
import { bindings, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.param.duplicate',
  title: 'Refuses a form with two SAMLResponse fields',
  spec: [bindings('3.5.4'), cwe(235)],
  level: 'should',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'A filter in front of the SP checks one message and the SP reads the other.',
  expect: 'reject',
  forgets: 'parameter-single',
  mutation: parameterTwice(),
  defects: ['parameter-duplicated'],
});
