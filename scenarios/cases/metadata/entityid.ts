/** The name of the SP is an absolute URI. */

import { defineCase } from '../../case.ts';
import { metadataEntityId } from '../../inspect.ts';
import { metadata, saml2int } from '../../spec.ts';

export default defineCase({
  catalogueId: 'md.entityid',
  title: 'Names itself by an absolute URI of 256 characters at most',
  spec: [metadata('2.2.1'), saml2int('SDP-G04')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Names that are no URIs collide with those of other services and are refused by identity providers.',
  expect: 'inspect',
  forgets: 'metadata-entity-id',
  needs: ['sp-metadata'],
  procedure: { kind: 'inspect', evidence: 'metadata' },
  inspect: metadataEntityId,
});
