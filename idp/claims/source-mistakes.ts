/** What can be wrong with the source of a claim, its transformations and its conditions. */

import type { ClaimCondition, ClaimSource, Tenant } from '../tenant/model.ts';
import { transformationMistakes, type ClaimMistake } from './parameters.ts';
import { directoryExtension, isAttribute, isMultiValued, knownSources } from './source.ts';

/** Transformations of one claim (documented). */
const MAX_TRANSFORMATIONS = 2;

function nameMistakes(source: string, path: string): ClaimMistake[] {
  const name = source.toLowerCase();
  if (source === '') return [{ path, message: 'is empty; expected an attribute such as user.mail, or a constant' }];
  if (!isAttribute(source) || knownSources.has(name) || directoryExtension.test(source)) return [];
  const message =
    `«${source}» is no source attribute of Entra; directory extensions are called ` +
    'user.extension_{application id without dashes}_{name}, and a constant has no such prefix';
  return [{ path, message }];
}

const parametersThatAreSources = ['second', 'output', 'otherwise'] as const;

function stepsMistakes({ source, transformations = [], multiValued }: ClaimSource, path: string): ClaimMistake[] {
  const at = `${path}.transformations`;
  const mistakes: ClaimMistake[] = [];
  if (transformations.length > MAX_TRANSFORMATIONS) {
    const message = `expected at most ${MAX_TRANSFORMATIONS} transformations, found ${transformations.length}`;
    mistakes.push({ path: at, message });
  }
  if (multiValued === true && !isMultiValued(source)) {
    const message = `«${source}» has one value; only extension attributes, roles and groups can be treated as multivalued`;
    mistakes.push({ path: `${path}.multiValued`, message });
  }
  for (const [index, step] of transformations.entries()) {
    mistakes.push(...transformationMistakes(step, `${at}[${index}]`, index === 0 ? source : ''));
    for (const name of parametersThatAreSources) {
      const value = step[name];
      if (value !== undefined && value !== '') mistakes.push(...nameMistakes(value, `${at}[${index}].${name}`));
    }
  }
  return mistakes;
}

const ownMistakes = (one: ClaimSource, path: string): ClaimMistake[] => [
  ...nameMistakes(one.source, `${path}.source`),
  ...stepsMistakes(one, path),
];

/** Every mistake of a source, of what is done to it, and of its conditions. */
export function sourceMistakes(
  rule: ClaimSource & { conditions?: ClaimCondition[] },
  path: string,
  tenant: Tenant,
): ClaimMistake[] {
  const known = new Set(tenant.groups.map(({ id }) => id));
  const conditions = (rule.conditions ?? []).flatMap((condition, index) => {
    const at = `${path}.conditions[${index}]`;
    const unknown = (condition.groups ?? []).filter((id) => !known.has(id));
    return [
      ...ownMistakes(condition, at),
      ...unknown.map((id) => ({ path: `${at}.groups`, message: `there is no group «${id}» in the directory` })),
    ];
  });
  return [...ownMistakes(rule, path), ...conditions];
}
