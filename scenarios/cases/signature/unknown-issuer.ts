/** Whom to trust is told beforehand; a message from somebody else proves its own sender at most. */

import { defineCase } from '../../case.ts';
import { fromStranger } from '../../../idp/faults/key-info.ts';
import { core, cwe, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.unknown-issuer',
  title: 'Refuses an identity provider that nobody told it of, rightly signed by the certificate that it brings',
  spec: [core('5.4.5'), iip('IIP-MD06')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'Anybody makes an identity provider of their own, speaks of whomever they like, and is believed.',
  expect: 'reject',
  forgets: 'issuer-known',
  fix: 'Refuse an Issuer that is not configured; never make a connection, nor fetch metadata, because a message asks for it.',
  defects: ['issuer-mismatch', 'untrusted-key'],
  inseparable: 'A message of somebody unknown names an unknown issuer and is signed by an unknown key.',
  variants: {
    embedded: { mutation: fromStranger(() => 'urn:samlproof:stranger') },
    fetched: {
      title: 'Fetches no metadata from an address that an unknown issuer gives as its name',
      spec: [cwe(918), core('5.4.5')],
      level: 'should',
      layer: 'hardening',
      impact: 'disclosure',
      mutation: fromStranger(({ canaryUrl }) => canaryUrl),
    },
  },
});
