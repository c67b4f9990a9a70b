/** A form may hold more than is asked for. */

import { defineCase } from '../../case.ts';
import { extraField } from '../../../idp/faults/delivery.ts';
import { bindings } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.post.extra-fields',
  title: 'Accepts a form with a field that it does not know',
  spec: [bindings('3.5.4')],
  level: 'should',
  layer: 'hardening',
  impact: 'interoperability',
  why: 'Sign-in breaks when the identity provider adds a field to its form, of its submit button for instance.',
  expect: 'accept',
  overStrict: 'known-fields-only',
  mutation: extraField(),
});
