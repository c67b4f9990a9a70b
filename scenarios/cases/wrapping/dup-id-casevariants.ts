/** SAML knows one attribute for the ID; libraries that serve other languages as well know four. */

import { defineCase } from '../../case.ts';
import { idSpelled, idSpelledOnForged } from '../../../idp/faults/hiding-places.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xsw.dup-id.casevariants',
  title: 'Does not find a forged assertion by an ID that is spelled otherwise',
  spec: [core('2.3.3'), core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'An SP that verifies by ID and reads by id, or the other way round, lets anybody with an account be anybody.',
  expect: 'either',
  forgets: ['signed-content.first', 'signed-content.descendant', 'signed-content.id-spelled', 'signed-content.name-id'],
  shape: { signing: 'assertion' },
  defects: ['assertion-not-covered', 'duplicate-id', 'id-attribute-doubled'],
  inseparable: 'The other attribute only matters on a forged assertion that borrows the signed ID.',
  variants: {
    id: { mutation: idSpelled('id') },
    Id: { mutation: idSpelled('Id') },
    'xml-id': { mutation: idSpelled('xml:id') },
    'with-signature': {
      forgets: ['reference-parent', 'signed-content.id-spelled'],
      mutation: idSpelledOnForged('id'),
      defects: ['duplicate-id', 'id-attribute-doubled', 'reference-not-parent'],
    },
  },
});
