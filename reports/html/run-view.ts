/** What the page says about the run as a whole: its controls, and what it may have left behind. */

import { leftBehind } from '../left-behind.ts';
import type { ControlResult, Result } from '../result.ts';
import { duration, outcomeWords, shapeInWords } from '../words.ts';
import { visible } from './visible.ts';

/** What the run may have left at the service provider; null when nobody was signed in. */
export interface LeftView {
  accounts: { name: string; seenIn: string }[];
  markers: { case: string; values: string[]; more: string | null }[];
}

export interface SwitchView {
  name: string;
  value: string;
  /** Null where the value is the default. */
  usual: string | null;
  basis: string;
}

/** The points where Entra is inferred or told in two ways, those first that are set otherwise; null where the run did not record them. */
export function switchViews({ run: { idp } }: Result): SwitchView[] | null {
  if (idp.switches === undefined || idp.switches.length === 0) return null;
  return idp.switches
    .map(({ name, value, default: usual, basis }) => ({
      name,
      value: String(value),
      usual: value === usual ? null : String(usual),
      basis,
    }))
    .sort((left, right) => Number(left.usual === null) - Number(right.usual === null));
}

export interface ControlView {
  name: string;
  /** How often it ran with the same outcome; null for once. */
  times: number | null;
  shape: string;
  outcome: string;
  good: boolean;
  shown: string | null;
  reason: string | null;
  took: string;
}

/** Controls are repeated through a run; repetitions with the same answer share a line. */
export function controlViews(controls: ControlResult[]): ControlView[] {
  const alike = new Map<string, ControlResult[]>();
  for (const control of controls) {
    const key = JSON.stringify([control.name, control.shape, control.outcome, control.shown, control.reason]);
    alike.set(key, [...(alike.get(key) ?? []), control]);
  }
  return [...alike.values()].flatMap((group) => {
    const control = group[0];
    if (control === undefined) return [];
    return {
      name: control.name,
      times: group.length > 1 ? group.length : null,
      shape: shapeInWords(control.shape),
      outcome: outcomeWords[control.outcome],
      good: control.outcome === 'signed-in',
      shown: control.shown,
      reason: control.reason ?? null,
      took: duration(group.reduce((sum, one) => sum + one.durationMs, 0) / group.length),
    };
  });
}

function placesInWords(places: string[]): string {
  const few = places.slice(0, places.length > 3 ? 2 : 3).map((place) => visible(place, 120));
  return places.length > 3 ? `${few.join(', ')} and ${places.length - 2} more` : few.join(', ');
}

/** The accounts and values; of each list the first fifty. */
export function leftView(result: Result): LeftView | null {
  const { accounts, markers } = leftBehind(result);
  if (accounts.length === 0) return null;
  return {
    accounts: accounts.slice(0, 50).map(({ name, seenIn }) => ({
      name: visible(name, 300),
      seenIn: placesInWords(seenIn),
    })),
    markers: markers.slice(0, 50).map((one) => ({
      case: visible(one.case, 200),
      values: one.values.map((value) => visible(value, 120)),
      more: one.total > one.values.length ? `and ${one.total - one.values.length} more` : null,
    })),
  };
}
