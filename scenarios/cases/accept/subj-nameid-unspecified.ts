/** What kind of name it is may be left open; Entra does so where the request or the profile says unspecified. */

import { defineCase } from '../../case.ts';
import { formatOfNameId } from '../../../idp/faults/people.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.subj.nameid-unspecified',
  title: 'Accepts a NameID whose format is unspecified, or not stated',
  spec: [core('2.2.2'), core('8.3.1')],
  level: 'should',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People are refused as soon as the identity provider leaves open what kind of name it sends.',
  expect: 'accept',
  overStrict: 'email-name-id-only',
  needs: ['jit-provisioning'],
  variants: {
    unspecified: { mutation: formatOfNameId('urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified') },
    absent: { mutation: formatOfNameId(undefined) },
  },
});
