/** The format that most applications of Entra use; where the profile uses it too, this is the honest message again. */

import { defineCase } from '../../case.ts';
import { addressOf, emailNameId } from '../../../idp/faults/people.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.subj.nameid-email',
  title: 'Accepts a NameID whose format is emailAddress',
  spec: [core('8.3.2')],
  level: 'must',
  layer: 'entra',
  impact: 'interoperability',
  why: 'Entra’s own default for new applications cannot be used.',
  expect: 'accept',
  overStrict: 'email-name-id-refused',
  needs: ['jit-provisioning'],
  mutation: emailNameId(),
  identity: addressOf,
});
