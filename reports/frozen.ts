/** Frozen catalogues: cases that came later are listed as new and not scored, so that an upgrade turns no gate red. */

import type { Result } from './result.ts';

/** The ids that a frozen catalogue scores. */
export interface FrozenCatalogue {
  schemaVersion: 1;
  /** Such as `2026.1`. */
  name: string;
  cases: string[];
}

/** A frozen catalogue that cannot be used; exit code 3. */
export class FrozenCatalogueError extends Error {
  readonly code = 'SP_FROZEN_CATALOGUE';
  readonly exitCode = 3;
}

/** The catalogue that stands in this file's text. @throws FrozenCatalogueError saying what was expected and found */
export function parseFrozen(text: string, source: string): FrozenCatalogue {
  const json = parsed(text, source);
  const { schemaVersion, name, cases } = json as Partial<FrozenCatalogue>;
  if (schemaVersion !== 1) {
    throw new FrozenCatalogueError(
      `${source} has schemaVersion ${JSON.stringify(schemaVersion)}; this samlproof reads 1.`,
    );
  }
  if (typeof name !== 'string' || name === '' || !Array.isArray(cases) || cases.some((id) => typeof id !== 'string')) {
    throw new FrozenCatalogueError(`${source} must hold a "name" (text) and "cases" (a list of case ids).`);
  }
  return { schemaVersion, name, cases };
}

function parsed(text: string, source: string): object {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json;
  } catch (cause) {
    throw new FrozenCatalogueError(`${source} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
  throw new FrozenCatalogueError(`${source} must hold an object with "schemaVersion", "name" and "cases".`);
}

/** The text of a frozen catalogue of these ids. */
export function frozenText(name: string, ids: string[]): string {
  return `${JSON.stringify({ schemaVersion: 1, name, cases: [...new Set(ids)].sort() } satisfies FrozenCatalogue, null, 1)}\n`;
}

/**
 * The result as this catalogue scores it: cases that it does not list are `new`. The row's id covers its variants, which may
 * depend on the profile. Give the gate the cases that are not new.
 * @param catalogueIds ids of today's whole catalogue; frozen ids that are gone from it are noted
 */
export function scoredBy(result: Result, frozen: FrozenCatalogue, catalogueIds: string[]): Result {
  const listed = new Set(frozen.cases);
  const rows = new Set(frozen.cases.map(rowOf));
  const isNew = (id: string): boolean => !listed.has(id) && !rows.has(rowOf(id));
  const today = new Set(catalogueIds.map(rowOf));
  const retired = [...rows].filter((row) => !today.has(row));
  const later = catalogueIds.filter(isNew).length;
  const notes = [
    ...(later > 0 ? [`Catalogue ${frozen.name}: ${later} cases were added since; they are listed, not scored.`] : []),
    ...(retired.length > 0 ? [`Catalogue ${frozen.name}: no longer asked are ${retired.join(', ')}.`] : []),
  ];
  return {
    ...result,
    run: {
      ...result.run,
      catalogue: { ...result.run.catalogue, name: frozen.name },
      notes: [...(result.run.notes ?? []), ...notes],
    },
    cases: result.cases.map((one) => (isNew(one.id) ? { ...one, new: true } : one)),
  };
}

function rowOf(id: string): string {
  return id.split('@')[0] ?? id;
}
