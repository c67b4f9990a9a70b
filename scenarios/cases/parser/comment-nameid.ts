/** Canonicalization drops the comment, some parsers stop reading at it. */

import { defineCase } from '../../case.ts';
import { extendedVictim, nameIdSplitByComment } from '../../../idp/faults/differentials.ts';
import { cve, c14n } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.comment.nameid',
  title: 'Reads the whole NameID although a comment divides it',
  spec: [cve('CVE-2017-11427'), cve('CVE-2017-11428'), c14n('2.1')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Whoever registers victim@company.com.attacker.example at the identity provider signs in as victim@company.com.',
  expect: 'either',
  forgets: 'comment-text',
  mutation: nameIdSplitByComment(),
  defects: ['comment-in-value'],
  identity: extendedVictim,
});
