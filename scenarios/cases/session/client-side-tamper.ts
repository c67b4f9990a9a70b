/** Whatever the browser holds, its owner can write. */

import { defineCase } from '../../case.ts';
import { cve, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.client-side-tamper',
  title: 'Believes no cookie that names another person than the one who signed in',
  spec: [cwe(565), cve('CVE-2022-23131')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'Whoever has an account writes somebody else’s name into the own cookie and is that person.',
  expect: 'either',
  forgets: 'session-on-server',
  procedure: { kind: 'forgedState' },
});
