/** Which schema a message keeps to is for its reader to know. */

import { defineCase } from '../../case.ts';
import { schemaLocation } from '../../../idp/faults/pointers.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'xxe.schema-location',
  title: 'Fetches no schema from where the message says that it is',
  spec: [cwe(829), cwe(918)],
  level: 'must',
  layer: 'hardening',
  impact: 'disclosure',
  why: 'Anybody, without an account, makes the server call its internal neighbours, and chooses the schema that messages are held to.',
  // The hint is allowed on any element: a message like this one may well sign the right person in.
  expect: 'either',
  forgets: 'schema-location',
  mutation: schemaLocation(),
});
