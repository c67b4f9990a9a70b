/** The catalogue of cases: walks `cases/`, gives each its id from its path, and refuses what breaks the rules. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Catalogue as CataloguePort, Mutation } from '../idp/protocol/types.ts';
import type { Case, CaseDefinition, VariantFacts } from './case.ts';
import { caseProblems, fileProblems } from './catalogue-rules.ts';

export { selectCases, SelectionError, type Selection } from './catalogue-select.ts';

/** Some case file breaks a rule; a fault of the harness, exit code 4. */
export class CatalogueError extends Error {
  readonly code = 'SP_CATALOGUE';
  readonly problems: { file: string; rule: string }[];

  constructor(problems: { file: string; rule: string }[]) {
    super(`the catalogue cannot be used:\n${problems.map(({ file, rule }) => `  ${file}: ${rule}`).join('\n')}`);
    this.problems = problems;
  }
}

export interface Catalogue extends CataloguePort {
  /** Every case, variants singly, in the order of their ids. */
  cases: Case[];
  /** Ids of all files, also of those whose variants the facts left without a case. */
  rows: { id: string; catalogueId: string }[];
  /** `sha256:` and hex over what the cases say; code is not part of it. */
  digest: string;
  mutationOf: (id: string) => Mutation | undefined;
}

/** What a profile that says nothing gives to variants. */
export const noVariantFacts: VariantFacts = { requiredClaims: [], clockSkewSeconds: 180 };

/**
 * Loads every case file below `folder`.
 * @throws {CatalogueError} naming each file and the rule that it breaks
 */
export async function loadCatalogue(
  facts: VariantFacts = noVariantFacts,
  folder: URL = new URL('./cases/', import.meta.url),
): Promise<Catalogue> {
  const root = fileURLToPath(folder);
  const names = (await readdir(root, { recursive: true })).map((name) => name.split(sep).join('/'));
  const files = names.filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts')).sort();
  const problems: { file: string; rule: string }[] = [];
  const cases: Case[] = [];
  const rows: { id: string; catalogueId: string }[] = [];
  const seen = new Map<string, string>();
  const loaded = await Promise.all(
    files.map(async (file) => {
      const id = file.replace(/\.(ts|js)$/, '');
      return { file, id, found: await loadFile(id, `${root}${file}`, facts) };
    }),
  );
  for (const { file, id, found } of loaded) {
    for (const rule of found.problems) problems.push({ file, rule });
    if (!found.definition) continue;
    rows.push({ id, catalogueId: found.definition.catalogueId });
    for (const key of new Set([id, found.definition.catalogueId])) {
      const other = seen.get(key);
      if (other) problems.push({ file, rule: `${key} is already taken by ${other}` });
      seen.set(key, file);
    }
    cases.push(...found.cases);
  }
  if (problems.length) throw new CatalogueError(problems);
  return assemble(cases, rows);
}

interface LoadedFile {
  definition?: CaseDefinition;
  cases: Case[];
  problems: string[];
}

async function loadFile(id: string, path: string, facts: VariantFacts): Promise<LoadedFile> {
  const source = path.endsWith('.ts') ? await readFile(path, 'utf8') : undefined;
  let definition: unknown;
  try {
    definition = ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
  } catch (cause) {
    return { cases: [], problems: [`cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`] };
  }
  const problems = fileProblems(id, definition, source);
  if (typeof definition !== 'object' || definition === null || !('catalogueId' in definition)) {
    return { cases: [], problems };
  }
  const known = definition as CaseDefinition;
  const cases = expand(id, known, facts);
  for (const one of cases) {
    for (const rule of caseProblems(one)) problems.push(one.variant === null ? rule : `@${one.variant}: ${rule}`);
  }
  return { definition: known, cases, problems };
}

/** One case per variant; a definition without variants is its own only case. */
export function expand(id: string, definition: CaseDefinition, facts: VariantFacts): Case[] {
  const { variants, catalogueId, ...body } = definition;
  const area = id.split('/')[0] ?? '';
  if (!variants) return [{ ...body, id, area, variant: null, catalogueId }];
  const table = typeof variants === 'function' ? variants(facts) : variants;
  return Object.entries(table).map(([variant, change]) => ({
    ...body,
    ...change,
    id: `${id}@${variant}`,
    area,
    variant,
    catalogueId,
  }));
}

/** The catalogue over these cases; also how tests make a small one. */
export function assemble(cases: Case[], rows: { id: string; catalogueId: string }[] = []): Catalogue {
  const sorted = [...cases].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(sorted.map((one) => [one.id, one]));
  return {
    cases: sorted,
    rows,
    digest: `sha256:${createHash('sha256').update(JSON.stringify(sorted)).digest('hex')}`,
    list: () => sorted.map(({ id, title, level, expect }) => ({ id, title, level, expect })),
    mutationOf: (id) => {
      const found = byId.get(id);
      return found && (found.mutation ?? {});
    },
  };
}
