/** An error page must not speak with the attacker’s tongue. */

import { defineCase } from '../../case.ts';
import { markupInRefusal } from '../../../idp/faults/pages.ts';
import { rejectionEchoes } from '../../inspect.ts';
import { cwe } from '../../spec.ts';

export default defineCase({
  catalogueId: 'sess.error.no-reflect',
  title: 'Repeats nothing of a refused message as markup',
  spec: [cwe(79)],
  level: 'must',
  layer: 'hardening',
  impact: 'takeover',
  why: 'A link or form runs script on the pages of the service provider, without any account.',
  expect: 'inspect',
  forgets: 'error-escape',
  procedure: { kind: 'inspect', evidence: 'rejection' },
  inspect: rejectionEchoes,
  variants: {
    'name-id': { mutation: markupInRefusal('nameId'), defects: ['conditions-expired'] },
    issuer: { mutation: markupInRefusal('issuer'), defects: ['issuer-mismatch'] },
    'relay-state': { mutation: markupInRefusal('relayState'), defects: ['conditions-expired'] },
  },
});
