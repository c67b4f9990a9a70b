/** A document has one root. */

import { defineCase } from '../../case.ts';
import { twoRoots } from '../../../idp/faults/decoys.ts';
import { cve, xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.multi-root',
  title: 'Refuses a text of two responses, a signed error and a forged success',
  spec: [cve('CVE-2022-39299'), cve('CVE-2022-39353'), xml('2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A lenient parser shows the signed response to the verifier and the forged one to the application.',
  expect: 'reject',
  forgets: 'single-root',
  shape: { signing: 'response' },
  mutation: twoRoots(),
  defects: ['not-well-formed'],
});
