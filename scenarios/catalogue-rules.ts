/** The rules that every case file keeps; whoever breaks one stops the catalogue with the file's name and the rule. */

import type { Case, CaseDefinition } from './case.ts';

/** contracts.md §1: the first label of a catalogue id, and the area that its cases live in. */
export const areaOfLabel: Record<string, string> = {
  base: 'accept',
  enc: 'encryption',
  alg: 'algorithms',
  keys: 'keys',
  attr: 'attributes',
  sig: 'signature',
  xsw: 'wrapping',
  dif: 'parser',
  xxe: 'parser',
  encbad: 'encryption-misuse',
  cond: 'conditions',
  conditions: 'conditions',
  subj: 'subject',
  addr: 'addressing',
  corr: 'correlation',
  status: 'status',
  struct: 'structure',
  claims: 'claims',
  req: 'request',
  md: 'metadata',
  idpi: 'idp-initiated',
  slo: 'logout',
  sess: 'session',
  resil: 'resilience',
};

/** The id that a catalogue id must have as a path; null when its first label names no area. */
export function idOfCatalogueId(catalogueId: string): string | null {
  const [label = '', ...rest] = catalogueId.split('.');
  const area = areaOfLabel[label];
  return area && rest.length ? `${area}/${rest.join('-')}` : null;
}

/** What a file breaks before its variants are known. `source` is absent where only compiled code is at hand. */
export function fileProblems(id: string, definition: unknown, source: string | undefined): string[] {
  const problems: string[] = [];
  if (source !== undefined && source.trimEnd().split('\n').length > 40) {
    problems.push('a case file has at most 40 lines; move the deviation to idp/faults');
  }
  if (typeof definition !== 'object' || definition === null || !('catalogueId' in definition)) {
    return [...problems, 'a case file exports one case by default: export default defineCase({ … })'];
  }
  const { catalogueId } = definition as CaseDefinition;
  const expected = idOfCatalogueId(catalogueId);
  if (expected !== id) {
    problems.push(
      expected
        ? `its path says ${id}, but catalogueId ${catalogueId} belongs at ${expected}`
        : `catalogueId ${catalogueId} starts with no known group; known are ${Object.keys(areaOfLabel).join(', ')}`,
    );
  }
  return problems;
}

/** What one case (one variant) breaks. */
export function caseProblems(one: Case): string[] {
  const problems: string[] = [];
  const deviates = hasMutation(one) || hasProcedure(one);
  const defects = one.defects ?? [];
  const rule = (broken: boolean, text: string): void => {
    if (broken) problems.push(text);
  };
  rule(!one.title, 'a case has a title');
  rule(
    !one.spec?.length || one.spec.some((source) => !source.document || !source.url),
    'a case names at least one source, with its document and link',
  );
  rule(!isOneSentence(one.why), 'a case says its consequence (why) in one sentence that ends with a full stop');
  rule(!['must', 'should', 'may'].includes(one.level), 'level is must, should or may');
  rule(!['saml', 'saml2int', 'entra', 'hardening'].includes(one.layer), 'layer is saml, saml2int, entra or hardening');
  rule(one.expect === 'reject' && !deviates, 'a case that expects a refusal has a mutation or a procedure');
  rule(
    (one.expect === 'inspect') !== (one.inspect !== undefined),
    'expect: inspect and the function inspect go together',
  );
  rule(
    one.expect !== 'accept' && !one.forgets?.length,
    'it names the check that a service provider must have forgotten (forgets)',
  );
  rule(one.expect === 'accept' && !one.overStrict?.length, 'it names the strictness that would refuse it (overStrict)');
  rule(one.expect === 'accept' && defects.length > 0, 'a message that must be accepted carries no defect');
  rule(defects.length > 1 && !one.inseparable, 'a message carries one defect; more need inseparable: why');
  rule(
    one.expect === 'reject' && hasMutation(one) && !hasProcedure(one) && defects.length === 0,
    'a case that expects a refusal declares the defect that its message carries (defects)',
  );
  return problems;
}

function hasMutation(one: Case): boolean {
  return one.mutation !== undefined && Object.values(one.mutation).some((opening) => opening !== undefined);
}

function hasProcedure(one: Case): boolean {
  return one.procedure !== undefined && one.procedure.kind !== 'signIn';
}

/** Full stops inside names (`urn:…`, `1.0`, `e.g.`) end no sentence: only one before a space and a capital does. */
function isOneSentence(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /^\S.*\.$/s.test(text) &&
    !/[a-z)»][.!?]\s+[A-Z]/.test(text.replaceAll(/\b(e\.g|i\.e|vs|No)\. /g, ''))
  );
}
