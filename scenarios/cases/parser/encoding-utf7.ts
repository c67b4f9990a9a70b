/** A filter that looks for a DOCTYPE in the bytes sees none in an encoding that the parser behind it knows. */

import { defineCase } from '../../case.ts';
import { hiddenDoctype } from '../../../idp/faults/encodings.ts';
import { cwe, iip, xml } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.encoding.utf7',
  title: 'Fetches no external document type of a message in another encoding',
  spec: [cwe(611), xml('4.3.3'), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, walks past the filter and makes the server call its internal neighbours, and read its files to them.',
  expect: 'either',
  fix: 'Forbid the DOCTYPE in the parser itself, and decode messages as UTF-8 only.',
  forgets: 'doctype-encoding',
  variants: {
    'utf-16': { mutation: hiddenDoctype('utf-16'), defects: ['dtd-present'] },
    'utf-7': { mutation: hiddenDoctype('utf-7'), defects: ['not-well-formed'] },
  },
});
