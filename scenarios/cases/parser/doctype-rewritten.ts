/** What is verified and what is read are one text: the one that was received. */

import { defineCase } from '../../case.ts';
import { otherWhenRewritten } from '../../../idp/faults/two-readers.ts';
import { cve, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.doctype.rewritten',
  title: 'Reads nobody else out of a message that is another one when it is written again',
  spec: [cve('CVE-2025-25291'), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'The signature is verified on a copy that shows the genuine message, and the forged one is read: anybody signs in as anybody.',
  expect: 'either',
  forgets: 'text-as-received',
  defects: ['dtd-present'],
  variants: {
    forged: { mutation: otherWhenRewritten('forged') },
    genuine: { mutation: otherWhenRewritten('genuine') },
  },
});
