/** A request has a date. */

import { defineCase } from '../../case.ts';
import { requestIssueInstant } from '../../inspect.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'req.issueinstant',
  title: 'Dates its requests in UTC, with the present',
  spec: [core('3.2.1'), core('1.3.3')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Identity providers that check the age of requests refuse every sign-in.',
  expect: 'inspect',
  forgets: 'request-issue-instant',
  procedure: { kind: 'inspect', evidence: 'request' },
  inspect: requestIssueInstant,
});
