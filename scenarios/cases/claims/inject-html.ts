/** What the directory says is data, on every page. */

import { defineCase } from '../../case.ts';
import { inNames } from '../../../idp/faults/claims.ts';
import { markerEchoed } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.html',
  title: 'Shows a display name with markup as text',
  spec: [cwe(79)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever can set their own display name runs script in the session of everybody who sees it.',
  expect: 'inspect',
  forgets: 'escape-html',
  overStrict: 'no-html-characters',
  mutation: inNames(' <samlproof-marker>"\' & co</samlproof-marker>'),
  procedure: { kind: 'signIn' },
  inspect: markerEchoed,
});
