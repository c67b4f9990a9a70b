/** The few moves that procedures are made of, the same for every driver. */

import type { ExchangeFacts } from '../observation.ts';
import type { Driver, Hoped, Journey, PageVisit, Settling, SignInProfile, Visitor } from './driver.ts';
import { exchangeFacts, type ExchangeReport, type ScreenshotPolicy } from './exchange.ts';
import type { ArmedExchange, ArmOrder, IdpPort } from './idp-port.ts';

export interface ProcedureContext {
  driver: Driver;
  /** A cheaper driver for sign-ins that are only started; absent: `driver`. */
  requestDriver?: Driver;
  idp: IdpPort;
  profile: SignInProfile;
  /** The profiles of both people, for procedures in which both sign in; absent: the one profile serves for both. */
  people?: { subject: SignInProfile; victim: SignInProfile };
  settling: Settling;
  /** What the judged exchange is armed with. */
  order: ArmOrder;
  /** Whether the judged sign-in begins at the SP or with an answer that nobody asked for. */
  initiated: 'sp' | 'idp';
  /** What a careful SP's page shows after the judged exchange; absent: it is looked at in any case. */
  hoped?: Hoped | undefined;
  screenshot: ScreenshotPolicy;
  /** Runs an owner's hook by name; resolves to what went wrong, or null. */
  hook: (name: string) => Promise<string | null>;
  /** Hears every visit to the protected page; the control learns the settling time from it. */
  onVisit?: (visit: PageVisit, journey: Journey) => void;
}

/** A walk to the SP followed, unless it failed, by a look at the protected page. */
export async function walkIn(
  context: ProcedureContext,
  visitor: Visitor,
  token: string,
  role: ExchangeFacts['role'],
  what: string,
  walk: () => Promise<Journey>,
): Promise<ExchangeFacts> {
  const started = Date.now();
  const journey = await walk();
  const base: ExchangeReport = { role, what, started, journey, token };
  if (journey.failure !== null) return await facts(context, visitor, base);
  const hoped = role === 'preparation' ? 'welcome' : context.hoped;
  const visit = await visitor.openProtectedPage({ landed: true, hoped });
  context.onVisit?.(visit, journey);
  return await facts(context, visitor, { ...base, visit });
}

export async function arm(context: ProcedureContext, visitor: Visitor, order: ArmOrder): Promise<ArmedExchange> {
  const armed = await context.idp.arm(order);
  await visitor.arm(armed.cookie);
  return armed;
}

/** The same person without the deviation. */
export function honestOrder({ order }: ProcedureContext): ArmOrder {
  const { case: _case, plan: _plan, ...honest } = order;
  return honest;
}

export function failed(what: string, token: string, started: number, journey: Journey): ExchangeReport {
  return { role: 'preparation', what, started, journey, token };
}

export function facts(context: ProcedureContext, visitor: Visitor, report: ExchangeReport): Promise<ExchangeFacts> {
  return exchangeFacts(visitor, context.idp, context.screenshot, report);
}

export async function withVisitor<T>(context: ProcedureContext, use: (visitor: Visitor) => Promise<T>): Promise<T> {
  return await withVisitors(context, 1, async ([visitor]) => await use(visitor as Visitor));
}

/** Several browsers at the same time. Afterwards the SP has the pause that the profile grants it. */
export async function withVisitors<T>(
  context: ProcedureContext,
  count: number,
  use: (visitors: Visitor[]) => Promise<T>,
): Promise<T> {
  const visitors: Visitor[] = [];
  try {
    const { driver, profile, settling } = context;
    while (visitors.length < count) visitors.push(await driver.newVisitor(profile, settling));
    return await use(visitors);
  } finally {
    for (const visitor of visitors) await visitor.close();
    const { pauseMs } = context.profile.limits;
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
