/** What a run does, in order: the shapes' controls first, then the cases, with the subject's control again in between. */

import { applicabilityOf, type RunSwitches } from '../applicability.ts';
import type { Case, Expectation, Procedure, Shape } from '../case.ts';
import type { ArmOrder } from '../drive/idp-port.ts';
import type { Target } from '../target.ts';
import type { ControlPlan } from '../twins.ts';

/** One thing that a worker does. Data only: it travels to other processes. */
export interface RunItem {
  /** Unique in the run; also the title of the worker's test. */
  key: string;
  /** Case id, or `control:<name>`. */
  id: string;
  control: ControlPlan | null;
  expect: Expectation | 'control';
  user: 'subject' | 'victim';
  initiated: 'sp' | 'idp';
  procedure: Procedure;
  order: ArmOrder;
}

/** After so many cases the subject signs in again: an SP that has stopped working refuses everything, and proves nothing. */
const casesBetweenControls = 25;

export function controlItem(plan: ControlPlan, target: Target, key = `control:${plan.name}`): RunItem {
  return {
    key,
    id: `control:${plan.name}`,
    control: plan,
    expect: 'control',
    ...walkOf(plan.shape),
    procedure: { kind: 'signIn' },
    order: orderOf(plan.shape, target),
  };
}

export function caseItem(one: Case, target: Target): RunItem {
  return {
    key: one.id,
    id: one.id,
    control: null,
    expect: one.expect,
    ...walkOf(one.shape ?? {}),
    procedure: one.procedure ?? { kind: 'signIn' },
    order: { ...orderOf(one.shape ?? {}, target), case: one.id },
  };
}

/** Cases that are driven: applicable ones with an exchange of their own. */
export function drivenCases(cases: Case[], target: Target, switches: RunSwitches): Case[] {
  return cases.filter(
    (one) =>
      applicabilityOf(one, target, switches).kind === 'applicable' &&
      !(one.procedure?.kind === 'inspect' && (one.procedure.evidence !== 'rejection' || one.mutation === undefined)),
  );
}

/** The I-th of N slices; every N-th case, so that each slice has something of every area. `I` counts from 1. */
export function sliceOf<T>(all: T[], shard: { index: number; of: number } | undefined): T[] {
  return shard === undefined ? all : all.filter((_, position) => position % shard.of === shard.index - 1);
}

/** Controls of the shapes, the cases, and the subject's sign-in again after every 25 cases and at the end. */
export function orderItems(shapes: ControlPlan[], cases: Case[], target: Target): RunItem[] {
  const subject: ControlPlan = { name: 'subject', shape: { user: 'subject' } };
  const items = shapes.map((plan) => controlItem(plan, target));
  for (const [index, one] of cases.entries()) {
    items.push(caseItem(one, target));
    const done = index + 1;
    if (done === cases.length) items.push(controlItem(subject, target, 'control:subject (at the end)'));
    else if (done % casesBetweenControls === 0) {
      items.push(controlItem(subject, target, `control:subject (after ${done} cases)`));
    }
  }
  return items;
}

function walkOf(shape: Shape): Pick<RunItem, 'user' | 'initiated'> {
  return { user: shape.user ?? 'subject', initiated: shape.initiated ?? 'sp' };
}

function orderOf(shape: Shape, target: Target): ArmOrder {
  const { signing, encryption, user = 'subject' } = shape;
  const parts = { ...(signing === undefined ? {} : { signing }), ...(encryption === undefined ? {} : { encryption }) };
  return {
    application: target.sp.entityId,
    user: target.users[user],
    ...(Object.keys(parts).length === 0 ? {} : { shape: parts }),
  };
}
