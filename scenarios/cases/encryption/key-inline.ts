/** Where Entra and most identity providers put the content key. */

import { defineCase } from '../../case.ts';
import { core, errata } from '../../spec.ts';

export default defineCase({
  catalogueId: 'enc.key-inline',
  title: 'Finds the content key inside the encrypted data',
  spec: [core('6.1'), errata('E43')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'An SP that looks for the key beside the data only cannot read the assertions of most identity providers.',
  expect: 'accept',
  overStrict: ['encrypted-key-beside-only', 'aes-cbc-refused', 'response-signature-required'],
  needs: ['encrypted-assertions'],
  shape: { encryption: 'on' },
});
