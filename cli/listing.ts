/** What `samlproof cases` prints: the catalogue as a table, or single cases as rule pages. */

import { count } from '../reports/words.ts';
import type { Case } from '../scenarios/case.ts';
import { loadCatalogue, selectCases } from '../scenarios/catalogue.ts';
import { fixOf } from '../scenarios/fixes.ts';
import { loadTarget, variantFactsOf } from '../scenarios/target.ts';
import { paint } from './progress.ts';

export interface ListingOptions {
  area?: string[];
  level?: string;
  layer?: string[];
  target?: string;
  json?: boolean;
}

/** @throws SelectionError when a name does not exist */
export async function listCases(ids: string[], options: ListingOptions): Promise<void> {
  const facts = options.target === undefined ? undefined : variantFactsOf(await loadTarget(options.target));
  const catalogue = await loadCatalogue(facts);
  const selected = selectCases(catalogue, {
    cases: ids,
    ...(options.area === undefined ? {} : { areas: options.area }),
    ...(options.level === undefined ? {} : { level: options.level }),
    ...(options.layer === undefined ? {} : { layers: options.layer }),
  });
  if (options.json) process.stdout.write(`${JSON.stringify(selected.map(asJson), null, 2)}\n`);
  else if (ids.length > 0) process.stdout.write(selected.map(page).join('\n'));
  else process.stdout.write(table(selected));
}

function asJson(one: Case): object {
  const { id, area, variant, catalogueId, title, level, layer, impact, expect, why, spec, needs = [] } = one;
  return { id, area, variant, catalogueId, title, level, layer, impact, expect, why, spec, needs };
}

function table(cases: Case[]): string {
  const width = Math.max(0, ...cases.map((one) => one.id.length));
  const lines = cases.map(
    (one) => `${one.id.padEnd(width)}  ${one.expect.padEnd(7)}  ${one.level.padEnd(6)}  ${one.title}`,
  );
  return `${lines.join('\n')}\n\n${count(cases.length, 'case')}; samlproof cases ID explains one.\n`;
}

const expectations: Record<Case['expect'], string> = {
  accept: 'The service provider must sign the person in, as exactly the person that was asserted.',
  reject: 'The service provider must refuse: nobody may be signed in afterwards.',
  either: 'Refusing and signing the honest person in are both fine; anybody else is a failure.',
  inspect: 'Something that the service provider sends or shows is looked at.',
};

function bold(text: string): string {
  return paint('bold', text, process.stdout);
}

function page(one: Case): string {
  const fix = fixOf(one);
  const sources = one.spec.map(
    (entry) => `  ${entry.document}${entry.section ? ` ${entry.section}` : ''}  ${entry.url}`,
  );
  return [
    `${bold(one.id)}  (${one.catalogueId})`,
    `  ${one.title}`,
    '',
    `${bold('Expected')}  ${expectations[one.expect]}`,
    `${bold('Why')}       ${one.why}`,
    `${bold('Weight')}    ${one.level}, layer ${one.layer}, impact ${one.impact}`,
    ...(fix === undefined ? [] : [`${bold('Usual fix')} ${fix}`]),
    ...(one.needs?.length ? [`${bold('Needs')}     ${one.needs.join(', ')}`] : []),
    bold('Sources'),
    ...sources,
    `${bold('Run it')}    samlproof run --target target.yaml --case ${one.id}`,
    '',
  ].join('\n');
}
