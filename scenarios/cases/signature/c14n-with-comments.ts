/** Comments that are signed are still comments. */

import { defineCase } from '../../case.ts';
import { extendedVictim, signedComment } from '../../../idp/faults/differentials.ts';
import { core, cve } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sig.c14n.with-comments',
  title: 'Reads the whole NameID although a signed comment divides it',
  spec: [core('5.4.3'), cve('CVE-2017-11427')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'A service provider that reads up to the comment signs in whoever the name begins with.',
  expect: 'either',
  forgets: 'comment-text',
  shape: { signing: 'assertion' },
  mutation: signedComment(),
  defects: ['comment-in-value'],
  identity: extendedVictim,
});
