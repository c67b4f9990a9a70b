/** A value has no end of line that means anything. */

import { defineCase } from '../../case.ts';
import { inNames } from '../../../idp/faults/claims.ts';
import { headersInjected } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.crlf',
  title: 'Makes no header of a line in a claim',
  spec: [cwe(113), cwe(93)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever can set their own display name sets cookies and headers for others.',
  expect: 'inspect',
  forgets: 'header-lines',
  mutation: inNames('\r\nSet-Cookie: samlproof-injected=1'),
  procedure: { kind: 'signIn' },
  inspect: headersInjected,
});
