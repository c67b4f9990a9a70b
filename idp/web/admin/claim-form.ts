/** The claim editor's form: from a rule to fields, and from what was typed to a rule. */

import { knownSources } from '../../claims/source.ts';
import type {
  ClaimCondition,
  ClaimRule,
  ClaimSource,
  ConditionUserType,
  Tenant,
  Transformation,
  TransformationFunction,
} from '../../tenant/model.ts';
import { fieldsOf, type Field } from './fields.ts';
import type { Form } from './form.ts';
import type { Mistake } from './reply.ts';
import { parameterFields, readStep } from './transformation-fields.ts';

/** What stands in the form. */
export type ClaimValues = Record<string, string>;

/** Documented: a claim goes through two transformations at most. */
const STEPS = 2;
const CONDITION_ROWS = 20;

const userTypes: [ConditionUserType, string][] = [
  ['any', 'Any'],
  ['members', 'Members'],
  ['allGuests', 'All guests'],
  ['entraGuests', 'Microsoft Entra guests'],
  ['externalGuests', 'External guests'],
];

/** Headspace, Webex and others spell one source differently in their guides than the directory does. */
function sourceTyped(text: string): string {
  return text.toLowerCase() === 'user.onpremiseuserprincipalname' ? 'user.onpremisesuserprincipalname' : text;
}

/** Fields of a rule. Values of transformations are called `t0-second`, those of conditions `c0-source`. */
export function valuesOf(
  rule: ClaimSource & Partial<Pick<ClaimRule, 'name' | 'namespace' | 'conditions'>>,
): ClaimValues {
  const { transformations = [], conditions = [] } = rule;
  const values: ClaimValues = {
    name: rule.name ?? '',
    namespace: rule.namespace ?? '',
    source: rule.source,
    sourceType: transformations.length > 0 ? 'transform' : 'attribute',
    conditions: String(conditions.length),
  };
  for (const [index, step] of transformations.entries()) {
    values[`t${index}-function`] = step.function;
    for (const [name, value] of Object.entries(step)) {
      if (name !== 'function') values[`t${index}-${name}`] = Array.isArray(value) ? value.join(', ') : String(value);
    }
  }
  for (const [index, { userType = 'any', groups = [], source }] of conditions.entries()) {
    values[`c${index}-userType`] = userType;
    values[`c${index}-group`] = groups[0] ?? '';
    values[`c${index}-source`] = source;
  }
  return values;
}

/** What was typed, every field of it. */
export function valuesIn(form: Form): ClaimValues {
  const names = ['name', 'namespace', 'source', 'sourceType', 'conditions', 'format', 'original'];
  const values: ClaimValues = Object.fromEntries(names.map((name) => [name, form.text(name)]));
  for (let index = 0; index < STEPS; index += 1) {
    const step = form.text(`t${index}-function`);
    values[`t${index}-function`] = step;
    for (const { name } of parameterFields[step as TransformationFunction] ?? []) {
      values[`t${index}-${name}`] = form.text(`t${index}-${name}`);
    }
  }
  for (let index = 0; index < conditionsIn(values); index += 1) {
    for (const name of ['userType', 'group', 'source']) values[`c${index}-${name}`] = form.text(`c${index}-${name}`);
  }
  return values;
}

export const conditionsIn = (values: ClaimValues): number =>
  Math.min(Number(values['conditions']) || 0, CONDITION_ROWS);

function stepsIn(values: ClaimValues): Transformation[] {
  if (values['sourceType'] !== 'transform') return [];
  return Array.from({ length: STEPS }, (_, index) => readStep(values, index)).filter((step) => step !== undefined);
}

/** Rows without a source are left out. What the editor does not show of a condition, its transformations, is kept. */
function conditionsTyped(values: ClaimValues, before: ClaimCondition[]): ClaimCondition[] {
  return Array.from({ length: conditionsIn(values) }, (_, index): ClaimCondition => {
    const group = values[`c${index}-group`] ?? '';
    const source = sourceTyped(values[`c${index}-source`] ?? '');
    const kept = before[index]?.source === source ? before[index] : undefined;
    return {
      ...(kept?.transformations === undefined ? {} : { transformations: kept.transformations }),
      userType: userTypes.find(([name]) => name === values[`c${index}-userType`])?.[0] ?? 'any',
      ...(group === '' ? {} : { groups: [group] }),
      source,
    };
  }).filter(({ source }) => source !== '');
}

/** The source, transformations and conditions that were typed. */
export function sourceIn(
  values: ClaimValues,
  before: ClaimCondition[] = [],
): ClaimSource & Pick<ClaimRule, 'conditions'> {
  const transformations = stepsIn(values);
  const conditions = conditionsTyped(values, before);
  return {
    source: sourceTyped(values['source'] ?? ''),
    ...(transformations.length === 0 ? {} : { transformations }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

/** Everything about the source that the form shows. */
export function sourceFields(values: ClaimValues, mistakes: Mistake[], tenant: Tenant) {
  const field = fieldsOf(values, mistakes);
  const functions: [string, string][] = [
    ['', 'None'],
    ...Object.keys(parameterFields).map((name): [string, string] => [name, name]),
  ];
  const transform = values['sourceType'] === 'transform';
  const steps = Array.from({ length: STEPS }, (_, index): { title: string; fields: Field[] } => ({
    title: index === 0 ? 'Transformation 1' : 'Transformation 2 (optional)',
    fields: [
      field(`t${index}-function`, index === 0 ? 'Transformation' : 'Second transformation', { choices: functions }),
      ...(parameterFields[values[`t${index}-function`] as TransformationFunction] ?? []).map(({ name, label, hint }) =>
        field(
          `t${index}-${name}`,
          index === 0 ? label : `${label} (second transformation)`,
          hint === undefined ? {} : { hint },
        ),
      ),
    ],
  }));
  const groups: [string, string][] = [
    ['', 'Any group'],
    ...tenant.groups.map(({ id, displayName }): [string, string] => [id, displayName]),
  ];
  const conditions = Array.from({ length: conditionsIn(values) }, (_, index) => [
    field(`c${index}-userType`, `User type of condition ${index + 1}`, { choices: userTypes }),
    field(`c${index}-group`, `Group of condition ${index + 1}`, { choices: groups }),
    field(`c${index}-source`, `Source of condition ${index + 1}`, { list: 'sources' }),
  ]);
  return {
    transform,
    source: field('source', transform ? 'Parameter 1 (Input)' : 'Source attribute', {
      required: true,
      list: 'sources',
      hint: 'An attribute such as user.mail, or a constant.',
    }),
    steps,
    conditions,
    conditionCount: conditions.length,
    sources: [...knownSources].sort(),
  };
}

/** Places a mistake of the claims room beside its field. */
export function fieldAt(path: string): string {
  const rest = path.replace(/^(claims\[\d+\]|nameId)\.?/, '');
  const step = /^transformations\[(\d+)\]\.(\w+)/.exec(rest);
  if (step !== null) return `t${step[1]}-${step[2]}`;
  const condition = /^conditions\[(\d+)\]\.?(\w*)/.exec(rest);
  if (condition !== null) return `c${condition[1]}-${condition[2] === 'groups' ? 'group' : 'source'}`;
  return rest.startsWith('name') ? 'name' : 'source';
}
