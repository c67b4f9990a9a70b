/** The identity provider may say how long a session may last. */

import { defineCase } from '../../case.ts';
import { sessionUntil } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.stmt.session-notonorafter',
  title: 'Accepts an assertion that limits the session to an hour',
  spec: [core('2.7.2')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers that limit sessions, as many in public service do, cannot be connected.',
  expect: 'accept',
  overStrict: 'no-session-end',
  mutation: sessionUntil(3600),
});
