/** What a proxy adds to a request anybody can add. */

import { defineCase } from '../../case.ts';
import { cve, cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.header-injection-auth',
  title: 'Signs nobody in by request headers that name a person',
  spec: [cwe(290), cve('CVE-2019-3878')],
  level: 'must',
  layer: 'hardening',
  impact: 'impersonation',
  why: 'One line in a request opens every account, without any sign-in.',
  expect: 'reject',
  forgets: 'proxy-headers',
  procedure: { kind: 'forgedHeaders' },
});
