/** A genuine signature over a part says nothing about the rest. */

import { defineCase } from '../../case.ts';
import { partialReference } from '../../../idp/faults/references.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.ref.other-element',
  title: 'Refuses a genuine signature that covers a part of the assertion only',
  spec: [core('5.4.2')],
  level: 'must',
  layer: 'saml',
  impact: 'impersonation',
  why: 'What the signature does not cover, the name or the roles, is free for anybody to write.',
  expect: 'reject',
  forgets: 'reference-parent',
  defects: ['reference-not-parent'],
  variants: {
    subject: { title: 'Refuses a signature over the Subject only', mutation: partialReference('Subject') },
    attributes: {
      title: 'Refuses a signature over the AttributeStatement only',
      mutation: partialReference('AttributeStatement'),
    },
  },
});
