/** Names in XML have a case. */

import { defineCase } from '../../case.ts';
import { smallLetters } from '../../../idp/faults/look-alikes.ts';
import { core, xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.case-element',
  title: 'Does not read a forged assertion whose name is written in small letters',
  spec: [xml('1.2'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'A parser made for HTML, or one that is told to ignore case, shows the application an assertion that the verifier never saw.',
  expect: 'either',
  shape: { signing: 'assertion' },
  variants: {
    before: {
      forgets: ['element-case', 'signed-content.claims', 'signed-content.name-id'],
      mutation: smallLetters('before'),
    },
    behind: { forgets: ['element-case', 'signed-content.claims'], mutation: smallLetters('behind') },
  },
  defects: ['element-misplaced'],
});
