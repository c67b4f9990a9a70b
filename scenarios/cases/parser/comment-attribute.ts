/** Canonicalization drops the comment, some parsers stop reading at it. */

import { defineCase } from '../../case.ts';
import { attributeSplitByComment, valueBeforeComment } from '../../../idp/faults/elsewhere.ts';
import { neverShows } from '../../inspect.ts';
import { c14n, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.comment.attribute',
  title: 'Reads the whole value of an attribute although a comment divides it',
  spec: [cve('CVE-2017-11427'), c14n('2.1')],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'Whoever has the address victim@company.com.attacker.example is taken for victim@company.com.',
  expect: 'inspect',
  forgets: 'comment-text',
  needs: ['attributes-probe'],
  mutation: attributeSplitByComment(),
  defects: ['comment-in-value'],
  procedure: { kind: 'signIn' },
  inspect: neverShows(() => valueBeforeComment),
});
