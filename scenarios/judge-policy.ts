/** Positions where published texts disagree: what a profile's `policy` makes of the cases concerned (catalogue.md, «Conflicts»). */

import type { Case } from './case.ts';
import { defaultPolicy, type Policy, type Target } from './target.ts';

type Position = Partial<Pick<Case, 'expect' | 'level'>>;

interface Conflict {
  catalogueId: string;
  name: keyof Policy;
  positions: Record<string, Position>;
}

/** A position without properties leaves the case as it is written. */
const conflicts: Conflict[] = [
  {
    catalogueId: 'sig.assertion-unsigned-when-wanted',
    name: 'unsignedAssertion',
    positions: { metadata: {}, reject: { expect: 'reject', level: 'must' }, accept: { expect: 'accept' } },
  },
  {
    catalogueId: 'keys.expired-cert-in-metadata',
    name: 'expiredIdpCertificate',
    positions: { warn: { level: 'should' }, accept: { level: 'must' }, either: { expect: 'either' } },
  },
  {
    catalogueId: 'base.subj.nameid-absent',
    name: 'missingNameId',
    positions: { accept: {}, reject: { expect: 'reject' }, either: { expect: 'either' } },
  },
  {
    catalogueId: 'addr.issuer.format-absent',
    name: 'missingIssuerFormat',
    positions: { accept: {}, reject: { expect: 'reject' } },
  },
  {
    catalogueId: 'sig.alg.rsa-sha1',
    name: 'rsaSha1',
    positions: { reject: {}, accept: { expect: 'accept' }, either: { expect: 'either' } },
  },
  {
    catalogueId: 'xxe.dtd-empty',
    name: 'emptyDoctype',
    positions: { able: { level: 'should' }, reject: { level: 'must' }, either: { expect: 'either' } },
  },
  {
    catalogueId: 'idpi.plain',
    name: 'unsolicited',
    positions: { either: {}, accept: { expect: 'accept', level: 'must' }, reject: { expect: 'reject', level: 'must' } },
  },
];

/** The case as this target's policy reads it. */
export function underPolicy(one: Case, target: Pick<Target, 'policy'>): Case {
  const conflict = conflicts.find(({ catalogueId }) => catalogueId === one.catalogueId);
  return conflict ? { ...one, ...conflict.positions[target.policy[conflict.name]] } : one;
}

/** The position taken for this case, one sentence; null where no texts disagree. */
export function positionOf(one: Case, target: Pick<Target, 'policy'>): string | null {
  const conflict = conflicts.find(({ catalogueId }) => catalogueId === one.catalogueId);
  if (!conflict) return null;
  const position = target.policy[conflict.name];
  const standing = position === defaultPolicy[conflict.name] ? 'the default' : 'as the profile says';
  return `Published texts disagree here; judged by policy.${conflict.name}: ${position} (${standing}).`;
}
