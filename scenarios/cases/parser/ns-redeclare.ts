/** A name is a namespace and a local part. */

import { defineCase } from '../../case.ts';
import { foreignAssertionFirst } from '../../../idp/faults/decoys.ts';
import { cve, xmlNames } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.ns.redeclare',
  title: 'Does not read an assertion of another namespace before the signed one',
  spec: [cve('CVE-2025-66567'), xmlNames('2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'The verifier knows elements by their namespace, the application by their written name, and the forged one comes first.',
  expect: 'either',
  forgets: 'namespaces',
  shape: { signing: 'assertion' },
  mutation: foreignAssertionFirst(),
  defects: ['element-misplaced'],
});
