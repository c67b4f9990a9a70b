/** An empty name is no name. */

import { defineCase } from '../../case.ts';
import { nameIdText } from '../../../idp/faults/structure.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'struct.nameid-empty',
  title: 'Refuses an empty NameID',
  spec: [core('1.3.1'), core('2.2.3')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Everybody without a name in the directory shares one account.',
  expect: 'reject',
  forgets: 'name-id',
  defects: ['name-id-empty'],
  variants: {
    empty: { mutation: nameIdText('') },
    'white-space': { title: 'Refuses a NameID of white space only', mutation: nameIdText(' \t ') },
  },
});
