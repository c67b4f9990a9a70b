/** Whoever runs a transform must ask what it left out before reading the document as it stands. */

import { defineCase } from '../../case.ts';
import { subjectLeftOut } from '../../../idp/faults/reference-forms.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.tf.xpath-run',
  title: 'Reads nothing that an XPath transform left out of the signature',
  spec: [core('5.4.4')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'With one message that was signed so, whoever changes the name in it is somebody else: the signature holds and never covered it.',
  expect: 'reject',
  forgets: 'transform-content',
  defects: ['transform-forbidden'],
  variants: {
    xpath: { mutation: subjectLeftOut('xpath') },
    filter: { mutation: subjectLeftOut('filter') },
  },
});
