/** Names of organisations are divided like names of people: an audience or an issuer that only begins with the right one. */

import { defineCase } from '../../case.ts';
import { audienceSplitByComment, issuerSplitByComment } from '../../../idp/faults/partial-text.ts';
import { core, cve, profiles } from '../../spec.ts';

export default defineCase({
  catalogueId: 'dif.comment.audience',
  title: 'Reads the whole audience although a comment divides it',
  spec: [core('2.5.1.4'), cve('CVE-2017-11427')],
  level: 'must',
  layer: 'hardening',
  impact: 'replay',
  why: 'Whoever registers an application under a longer name gets assertions that are accepted here.',
  expect: 'reject',
  inseparable: 'What a half-reader sees ends at the comment; the whole is another name.',
  variants: {
    audience: {
      forgets: ['audience', 'audience-exact', 'comment-text'],
      mutation: audienceSplitByComment(),
      defects: ['audience-mismatch', 'comment-in-value'],
    },
    issuer: {
      title: 'Reads the whole issuer although a comment divides it',
      spec: [profiles('4.1.4.2'), cve('CVE-2017-11427')],
      why: 'Whoever has an identity provider under a longer name, which shares keys with yours, signs in as anybody.',
      impact: 'impersonation',
      forgets: ['comment-text', 'issuer-assertion', 'issuer-beginning'],
      mutation: issuerSplitByComment(),
      defects: ['comment-in-value', 'issuer-mismatch'],
    },
  },
});
