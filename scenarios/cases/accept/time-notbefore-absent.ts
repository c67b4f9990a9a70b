/** A beginning may be left open. */

import { defineCase } from '../../case.ts';
import { conditions } from '../../../idp/faults/time.ts';
import { core } from '../../spec.ts';

export default defineCase({
  catalogueId: 'base.time.notbefore-absent',
  title: 'Accepts Conditions without NotBefore',
  spec: [core('2.5.1.2')],
  level: 'must',
  layer: 'saml',
  impact: 'interoperability',
  why: 'Users of every identity provider that says only how long an assertion is good are refused.',
  expect: 'accept',
  overStrict: 'not-before-required',
  mutation: conditions((own) => ({ ...own, notBefore: undefined })),
});
