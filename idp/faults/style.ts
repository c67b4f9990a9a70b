/** Legal ways to write the very same message. */

import type { Mutation, Style } from '../protocol/types.ts';

export function style(change: Partial<Style>): Mutation {
  return { plan: (plan) => ({ ...plan, style: { ...plan.style, ...change } }) };
}
