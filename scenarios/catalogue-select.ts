/** Which cases of the catalogue a run asks: by id, area, level and layer; a name that does not exist is answered by the nearest. */

import type { Case, Layer, Level } from './case.ts';
import { nearest } from './catalogue-nearest.ts';

/** Empty lists and absent values select everything. */
export interface Selection {
  /** Globs on ids or catalogue ids; `*` stands for anything. A row's id selects all its variants. */
  cases?: string[];
  areas?: string[];
  /** This level and stronger. */
  level?: string;
  layers?: string[];
}

/** A selection names something that does not exist; exit code 3. */
export class SelectionError extends Error {
  readonly code = 'SP_SELECTION';
  readonly exitCode = 3;
  readonly mistakes: string[];

  constructor(mistakes: string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

const levels: Level[] = ['must', 'should', 'may'];
const layers: Layer[] = ['saml', 'saml2int', 'entra', 'hardening'];

/**
 * The cases that a selection names, in catalogue order. Rows without a case here (no required claims, say) select nothing.
 * @throws {SelectionError} with the nearest real name of each that does not exist
 */
export function selectCases(
  catalogue: { cases: Case[]; rows?: { id: string; catalogueId: string }[] },
  selection: Selection,
): Case[] {
  const { cases: all, rows = [] } = catalogue;
  const mistakes: string[] = [];
  const known = [...new Set([...all.flatMap(namesOf), ...rows.flatMap((row) => [row.id, row.catalogueId])])];
  const globs = (selection.cases ?? []).map((text) => {
    const glob = globToRegExp(text);
    if (!known.some((name) => glob.test(name))) mistakes.push(unknown('case', text, known));
    return glob;
  });
  const areas = [...new Set([...all.map((one) => one.area), ...rows.map((row) => row.id.split('/')[0] ?? '')])];
  for (const area of selection.areas ?? []) if (!areas.includes(area)) mistakes.push(unknown('area', area, areas));
  const { level } = selection;
  if (level !== undefined && !levels.includes(level as Level)) mistakes.push(unknown('level', level, levels));
  for (const layer of selection.layers ?? []) {
    if (!layers.includes(layer as Layer)) mistakes.push(unknown('layer', layer, layers));
  }
  if (mistakes.length) throw new SelectionError(mistakes);

  const weakest = level === undefined ? levels.length : levels.indexOf(level as Level);
  return all.filter(
    (one) =>
      (globs.length === 0 || globs.some((glob) => namesOf(one).some((name) => glob.test(name)))) &&
      (!selection.areas?.length || selection.areas.includes(one.area)) &&
      (!selection.layers?.length || selection.layers.includes(one.layer)) &&
      levels.indexOf(one.level) <= weakest,
  );
}

function namesOf(one: Case): string[] {
  return [one.id, one.id.split('@')[0] ?? one.id, one.catalogueId];
}

function globToRegExp(glob: string): RegExp {
  const source = glob
    .split('*')
    .map((part) => part.replaceAll(/[\\^$.+?()[\]{}|]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`);
}

function unknown(what: string, name: string, candidates: string[]): string {
  const near = nearest(name, candidates);
  const few = candidates.length <= 30 ? `; known are ${candidates.join(', ')}` : '; see samlproof cases';
  return `there is no ${what} ${name}${near ? `; did you mean ${near}?` : few}`;
}
