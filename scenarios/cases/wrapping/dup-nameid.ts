/** A name outside the signed assertion names nobody. */

import { defineCase } from '../../case.ts';
import { bareNameId } from '../../../idp/faults/wrapping.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.dup-nameid',
  title: 'Does not read a NameID outside the signed assertion',
  spec: [core('5.4.2'), cve('CVE-2017-1000452')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that searches the document for the first name lets anybody with an account be anybody.',
  expect: 'either',
  forgets: 'signed-content.name-id',
  shape: { signing: 'assertion' },
  mutation: bareNameId(),
  defects: ['element-misplaced'],
});
