/** What stands in a name is not calculated. */

import { defineCase } from '../../case.ts';
import { inNames } from '../../../idp/faults/claims.ts';
import { expressionEvaluated } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'claims.inject.template',
  title: 'Shows an expression in a name as it stands',
  spec: [cwe(1336)],
  level: 'should',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever can set their own name runs code where pages are made of templates, on the server or in the browser of others.',
  expect: 'inspect',
  forgets: 'template-values',
  mutation: inNames(' {{1117*1193}} ${1117*1193} #{1117*1193}'),
  procedure: { kind: 'signIn' },
  inspect: expressionEvaluated,
});
