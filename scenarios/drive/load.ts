/** Procedures that put a bounded load on the service provider: many honest sign-ins at once, and honest ones after hostile messages. */

import type { Procedure } from '../case.ts';
import type { ExchangeFacts } from '../observation.ts';
import { arm, facts, honestOrder, walkIn, withVisitor, withVisitors, type ProcedureContext } from './moves.ts';

/**
 * Everybody begins at the same instant; afterwards each looks at the protected page of their own browser. Half of them sign
 * in as the victim, so that a session that went to the wrong browser shows another name.
 */
export async function together(context: ProcedureContext, count: number): Promise<ExchangeFacts[]> {
  const { subject, victim } = context.people ?? { subject: context.profile, victim: context.profile };
  const half = Math.ceil(count / 2);
  return await withVisitors({ ...context, profile: subject }, half, async (ones) => {
    return await withVisitors({ ...context, profile: victim }, count - half, async (others) => {
      const everybody = [
        ...ones.map((visitor) => ({ visitor, user: subject.user, who: 'the subject' })),
        ...others.map((visitor) => ({ visitor, user: victim.user, who: 'the victim' })),
      ];
      const armed = await Promise.all(
        everybody.map(({ visitor, user }) =>
          arm(context, visitor, { ...honestOrder(context), ...(user === undefined ? {} : { user }) }),
        ),
      );
      const started = Date.now();
      const journeys = await Promise.all(everybody.map(({ visitor }) => visitor.signIn()));
      const exchanges: ExchangeFacts[] = [];
      for (const [index, { visitor, who }] of everybody.entries()) {
        const [journey, exchange] = [journeys[index], armed[index]];
        if (journey === undefined || exchange === undefined) continue;
        const what = `sign-in ${index + 1} of ${count}, as ${who}`;
        const visit = journey.failure === null ? { visit: await visitor.openProtectedPage() } : {};
        const report = { role: 'judged', what, started, journey, token: exchange.token, ...visit } as const;
        exchanges.push(await facts(context, visitor, report));
      }
      return exchanges;
    });
  });
}

/** Without an honest sign-in before, a failing one afterwards would prove nothing. What becomes of the hostile ones is not asked. */
export async function afterHostile(
  context: ProcedureContext,
  { cases, rounds }: Extract<Procedure, { kind: 'afterHostile' }>,
): Promise<ExchangeFacts[]> {
  const honest = async (role: ExchangeFacts['role'], what: string): Promise<ExchangeFacts> =>
    await withVisitor(context, async (visitor) => {
      const { token } = await arm(context, visitor, honestOrder(context));
      return await walkIn(context, visitor, token, role, what, () => visitor.signIn());
    });
  const first = await honest('preparation', 'sign-in before the hostile messages');
  if (first.protectedPage?.signedIn !== true) return [first];
  await withVisitor(context, async (visitor) => {
    for (const id of cases) {
      const { postUrl } = await arm(context, visitor, { ...honestOrder(context), case: id, unsolicited: true });
      for (let round = 0; round < rounds; round += 1) await visitor.deliver(postUrl);
    }
  });
  return [first, await honest('judged', 'sign-in after the hostile messages')];
}
