/** The values of a claim: its source or that of the last condition that holds, transformed. */

import type { Application, ClaimCondition, ClaimSource, Tenant, Transformation, User } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { holds } from './conditions.ts';
import { ClaimError } from './errors.ts';
import { sourceValue } from './source.ts';
import { acceptsMissingInput, transformed, type Surroundings } from './transformations.ts';

/** Who signs in where. */
export interface ClaimContext {
  tenant: Tenant;
  application: Application;
  user: User;
}

/**
 * The values of one source, transformed; none when the result is empty.
 * @throws ClaimError 501241 when a transformation lacks the input that it needs, 50124, 501621
 */
export function drawnFrom(source: ClaimSource, context: ClaimContext, forNameId = false): string[] {
  const { tenant, application, user } = context;
  const values = sourceValue(user, tenant, source.source, application);
  const steps = source.transformations ?? [];
  if (steps.length === 0) return values;
  const around: Surroundings = {
    forNameId,
    valueOf: (name) => sourceValue(user, tenant, name, application)[0],
  };
  if (values.length === 0) {
    requireInput(source, steps, user);
    return results([undefined], steps, around);
  }
  return results(source.multiValued === true ? values : values.slice(0, 1), steps, around);
}

function results(inputs: (string | undefined)[], steps: Transformation[], around: Surroundings): string[] {
  const chain = (input: string | undefined): string | undefined =>
    steps.reduce((value, step) => transformed(value, step, around), input);
  return inputs.map(chain).filter((value) => value !== undefined);
}

function requireInput({ source }: ClaimSource, [first]: Transformation[], user: User): void {
  if (first === undefined || acceptsMissingInput(first.function)) return;
  throw new ClaimError(
    '501241',
    `Mandatory input ${source} of the transformation ${first.function} is missing for ${user.userPrincipalName}: ` +
      'give the user a value, choose another source, or put IfEmpty in front.',
  );
}

/** A source that a transformation lacks or cannot work on; a time-out is never swallowed. */
const canBeOmitted = (error: unknown): boolean => error instanceof ClaimError && error.number !== '501621';

function valuesOrNone(source: ClaimSource, context: ClaimContext, forNameId: boolean): string[] {
  try {
    return drawnFrom(source, context, forNameId);
  } catch (error) {
    if (canBeOmitted(error)) return [];
    throw error;
  }
}

const transforms = ({ transformations = [] }: ClaimCondition): boolean => transformations.length > 0;

/**
 * The values of the last condition that holds and has one, or undefined. Conditions on attributes are looked at first,
 * then those with transformations, each from top to bottom (documented).
 */
export function conditionalValues(
  conditions: ClaimCondition[],
  context: ClaimContext,
  forNameId = false,
): string[] | undefined {
  const ordered = [...conditions.filter((one) => !transforms(one)), ...conditions.filter(transforms)];
  return ordered
    .filter((condition) => holds(condition, context))
    .map((condition) => valuesOrNone(condition, context, forNameId))
    .findLast((values) => values.length > 0);
}

/**
 * The values of a claim for a user; none leaves the claim out.
 * @throws ClaimError 501241, 50124 (unless the switch `missingInput` is `omit`), 501621
 */
export function valuesOf(rule: ClaimSource & { conditions?: ClaimCondition[] }, context: ClaimContext): string[] {
  const conditional = conditionalValues(rule.conditions ?? [], context);
  if (conditional !== undefined) return conditional;
  try {
    return drawnFrom(rule, context);
  } catch (error) {
    const omitted = switchesOf(context.tenant, context.application).missingInput === 'omit';
    if (omitted && canBeOmitted(error)) return [];
    throw error;
  }
}
