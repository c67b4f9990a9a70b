/** Roll-over of signing keys: the metadata changes, the owner's hook tells the SP, then somebody signs in. */

import type { ExchangeFacts } from '../observation.ts';
import type { ExchangeReport } from './exchange.ts';
import { arm, facts, honestOrder, walkIn, withVisitor, type ProcedureContext } from './moves.ts';
import { rollOverStep, type RollOverStep } from './roll-over-steps.ts';

/**
 * One key at a time is published beside the active one, so that other sign-ins of a run are not disturbed. Afterwards the
 * metadata, and the SP, are as they were.
 */
export async function rollOver(context: ProcedureContext, name: string): Promise<ExchangeFacts[]> {
  const step = rollOverStep(name);
  if (step.stated !== undefined) return [await signIn(context, 'signed by another published key')];
  const told = (await change(context, step, 'publish')) ?? (await context.hook('afterRollOver'));
  try {
    if (told !== null) return [await notDone(context, told)];
    return step.removes === true ? await afterRemoval(context, step) : [await signIn(context, 'new key')];
  } finally {
    // The hooks of a step that removes its key have run already.
    if (step.removes !== true && (await change(context, step, 'withdraw')) === null)
      await context.hook('afterRollOver');
  }
}

/** The key must have been trusted once: an SP that never took it over refuses it for another reason. */
async function afterRemoval(context: ProcedureContext, step: RollOverStep): Promise<ExchangeFacts[]> {
  const order = { ...honestOrder(context), plan: { signingKey: step.key } };
  const before = await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, order);
    return await walkIn(context, visitor, token, 'preparation', 'while the key is trusted', () => visitor.signIn());
  });
  const told = (await change(context, step, 'withdraw')) ?? (await context.hook('afterKeyRemoval'));
  if (before.failure !== null) return [before];
  if (before.protectedPage?.signedIn !== true) {
    return [
      before,
      await notDone(context, 'the SP did not take the new key over: it refused it before it was removed'),
    ];
  }
  if (told !== null) return [before, await notDone(context, told)];
  return [before, await signIn(context, 'after the key was removed')];
}

async function change(
  { idp, order }: ProcedureContext,
  step: RollOverStep,
  what: 'publish' | 'withdraw',
): Promise<string | null> {
  if (idp.keys === undefined || order.application === undefined) return 'this identity provider has one key only';
  await idp.keys({ application: order.application, [what]: [step.key] });
  return null;
}

async function signIn(context: ProcedureContext, what: string): Promise<ExchangeFacts> {
  return await withVisitor(context, async (visitor) => {
    const { token } = await arm(context, visitor, context.order);
    return await walkIn(context, visitor, token, 'judged', what, () => visitor.signIn());
  });
}

/** What only the owner can do was not done: no verdict about the SP. */
async function notDone(context: ProcedureContext, message: string): Promise<ExchangeFacts> {
  return await withVisitor(context, async (visitor) => {
    const failure = { step: 'hook', message, url: null } as const;
    const report: ExchangeReport = { role: 'judged', what: 'hook', started: Date.now(), failure, token: null };
    return await facts(context, visitor, report);
  });
}
