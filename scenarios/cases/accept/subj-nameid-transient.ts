/** A name for one sign-in only. */

import { defineCase } from '../../case.ts';
import { transientName, transientNameId } from '../../../idp/faults/people.ts';
import { core, iip } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.subj.nameid-transient',
  title: 'Accepts a transient NameID',
  spec: [iip('IIP-SSO05'), core('8.3.8')],
  level: 'should',
  layer: 'saml2int',
  impact: 'interoperability',
  why: 'Identity providers that protect privacy by names for one sign-in only cannot be connected.',
  expect: 'accept',
  overStrict: 'email-name-id-only',
  needs: ['jit-provisioning'],
  mutation: transientNameId(),
  identity: transientName,
});
