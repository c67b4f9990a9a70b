/** Honest twins: which honest sign-in gives each case's answer its meaning, deduplicated by the shape of the message. */

import type { Case, Shape } from './case.ts';
import type { Target } from './target.ts';

/** An honest sign-in that a run must make. `subject` and `victim` are the twins of the profile's own shape. */
export interface ControlPlan {
  /** `subject`, `victim`, or the parts of the shape that differ from the profile, joined by `+` (`response+encrypted`). */
  name: string;
  shape: Shape;
}

/** The profile's own shape, spelled out. */
export function defaultShape(target: Pick<Target, 'idp'>): Required<Shape> {
  return { signing: target.idp.signing, encryption: target.idp.encryption, initiated: 'sp', user: 'subject' };
}

/** The name of the control whose shape this is. */
export function controlName(shape: Shape, target: Pick<Target, 'idp'>): string {
  const usual = defaultShape(target);
  const full = { ...usual, ...shape };
  const parts: string[] = [];
  if (full.signing !== usual.signing) parts.push(full.signing);
  if (full.encryption !== usual.encryption) parts.push(full.encryption === 'on' ? 'encrypted' : 'plain');
  if (full.initiated === 'idp') parts.push('idp-initiated');
  if (parts.length === 0) return full.user;
  return [...parts, ...(full.user === 'victim' ? ['victim'] : [])].join('+');
}

/**
 * The control that must have been accepted before the case's answer means anything.
 * A case that sends its own twin (accept, nothing deviates) is held against the subject's sign-in instead:
 * held against itself, no refusal of it could ever be a failure.
 */
export function twinOf(one: Case, target: Pick<Target, 'idp'>): ControlPlan {
  const { user } = one.shape ?? {};
  const shape: Shape = sendsItsOwnTwin(one) || one.expect === 'inspect' ? (user ? { user } : {}) : (one.shape ?? {});
  return { name: controlName(shape, target), shape };
}

/**
 * Controls for these cases, each shape once: the subject's and the victim's sign-in first, always both,
 * because they calibrate what the SP shows for an identity.
 */
export function controlsFor(cases: Case[], target: Pick<Target, 'idp'>): ControlPlan[] {
  const plans: ControlPlan[] = [
    { name: 'subject', shape: { user: 'subject' } },
    { name: 'victim', shape: { user: 'victim' } },
  ];
  const names = new Set(plans.map((plan) => plan.name));
  for (const one of cases) {
    const twin = twinOf(one, target);
    if (names.has(twin.name)) continue;
    names.add(twin.name);
    plans.push(twin);
  }
  return plans;
}

function sendsItsOwnTwin(one: Case): boolean {
  const deviates = one.mutation !== undefined && Object.values(one.mutation).some((opening) => opening !== undefined);
  const honest = ['signIn', 'unsolicited'].includes(one.procedure?.kind ?? 'signIn');
  return !deviates && honest && (one.expect === 'accept' || one.expect === 'either');
}
