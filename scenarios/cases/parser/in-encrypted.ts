/** What was decrypted is parsed once more, and often by a parser that nobody made safe. */

import { defineCase } from '../../case.ts';
import { doctypeInside } from '../../../idp/faults/encryption.ts';
import { cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.in-encrypted',
  title: 'Fetches nothing for a document type inside of an encrypted assertion',
  spec: [cwe(611), cwe(918), iip('IIP-G03')],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody encrypts to the public certificate and makes the server call its internal neighbours, and read its files to them.',
  expect: 'either',
  fix: 'Parse decrypted text with the same safe parser as the message, and refuse any DOCTYPE in it.',
  forgets: 'external-entity',
  needs: ['encrypted-assertions'],
  shape: { signing: 'assertion', encryption: 'on' },
  mutation: doctypeInside(),
  defects: ['dtd-present'],
});
