/** Names and declarations that a library loses colons or comments of when it writes them again. */

import { defineCase } from '../../case.ts';
import { forgedOnceRewritten } from '../../../idp/faults/rewritten-markup.ts';
import { cve, xmlNames } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.markup.rewritten',
  title: 'Reads no assertion that appears only when the message is written again',
  spec: [cve('CVE-2020-29509'), cve('CVE-2020-29510'), cve('CVE-2020-29511'), xmlNames('3')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'The signature is verified on the message as it came, the person is read from a copy, and the copy names anybody.',
  expect: 'either',
  forgets: 'text-as-received',
  fix: 'Refuse what is not well-formed with namespaces before anything else (in Go: xml-roundtrip-validator), and read the very document that was verified.',
  shape: { signing: 'assertion' },
  variants: {
    'element-name': { mutation: forgedOnceRewritten('element-name'), defects: ['not-well-formed'] },
    'attribute-name': { mutation: forgedOnceRewritten('attribute-name'), defects: ['not-well-formed'] },
    declaration: { mutation: forgedOnceRewritten('declaration'), defects: ['not-well-formed'] },
  },
});
