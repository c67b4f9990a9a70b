/** A persistent name is opaque and may have 256 characters. */

import { defineCase } from '../../case.ts';
import { persistentName, persistentNameId } from '../../../idp/faults/name-id.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.subj.nameid-persistent',
  title: 'Accepts a persistent NameID of 256 characters',
  spec: [core('8.3.7'), iip('IIP-SSO05')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'People are refused, or share a truncated name with others, when the identity provider stops sending e-mail addresses as names.',
  expect: 'accept',
  overStrict: ['email-name-id-only', 'short-values'],
  needs: ['jit-provisioning'],
  mutation: persistentNameId(),
  identity: persistentName,
});
