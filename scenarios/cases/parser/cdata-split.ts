/** Text, CDATA section and text are one text. */

import { defineCase } from '../../case.ts';
import { nameIdSplitByCdata } from '../../../idp/faults/differentials.ts';
import { c14n } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.cdata.split',
  title: 'Reads a NameID that is written as text, CDATA section and text',
  spec: [c14n('2.1')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Where only the first part is read, a name that begins like another one becomes that other one.',
  expect: 'accept',
  forgets: 'comment-text',
  overStrict: 'no-cdata',
  mutation: nameIdSplitByCdata(),
});
