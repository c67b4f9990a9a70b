/** Only what the signed assertion states was stated. */

import { defineCase } from '../../case.ts';
import { bareAttributeStatement } from '../../../idp/faults/hiding-places.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.dup-attributestatement',
  title: 'Takes no claim from a statement outside of the signed assertion',
  spec: [core('5.4.2'), cve('CVE-2025-46573')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that knows people by a claim, and searches the document for it, lets anybody with an account be anybody.',
  expect: 'either',
  forgets: 'signed-content.claims',
  shape: { signing: 'assertion' },
  variants: {
    extensions: { mutation: bareAttributeStatement('extensions') },
    behind: { mutation: bareAttributeStatement('behind') },
  },
  defects: ['element-misplaced'],
});
