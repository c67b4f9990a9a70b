/** Who may be shown after an acceptance: the calibrated person, or the raw value where the case changes it. */

import type { Facts, Person, ResponsePlan } from '../idp/protocol/types.ts';
import type { Case } from './case.ts';
import { sentPlan, type Controls } from './judge-controls.ts';
import type { Observation } from './observation.ts';
import type { Target } from './target.ts';

/** Identities of which each is right (null: anybody's but the victim's), or why none can be named. */
export type ExpectedIdentity = { identities: string[] | null } | { problem: string };

/**
 * A case that leaves the identity alone expects the string that the control showed, byte for byte. One that changes it
 * expects the raw value sent, which can only be compared where the control showed a raw value of its own message.
 */
export function expectedIdentity(
  one: Case,
  observation: Observation,
  controls: Controls,
  target: Target,
): ExpectedIdentity {
  const user = one.shape?.user ?? 'subject';
  const calibrated = controls.calibration[user];
  if (one.identity === 'not the victim') return notTheVictim(observation, controls);
  if (!one.identity) return calibrated === null ? { identities: [] } : { identities: [calibrated] };

  const control = controls.records.find((record) => record.name === user);
  const honest = sentPlan(control?.observation);
  const fields = honest && calibrated !== null ? fieldsShowing(calibrated, honest) : [];
  if (fields.length === 0) {
    return {
      problem: `the case changes the identity, and the SP’s page shows none of the values sent as they were sent; ${advice}`,
    };
  }
  const sent = sentPlan(observation);
  if (!sent) return { problem: 'the message that was sent is not on record' };
  // An SP that shows a claim which this case leaves alone rightly keeps showing it.
  const untouched = fields.filter((field) => field !== nameIdField && valueOf(field, sent) === calibrated);
  try {
    const raw = one.identity(factsOf(observation, controls, target, sent));
    return { identities: [...new Set([raw, ...(untouched.length && calibrated !== null ? [calibrated] : [])])] };
  } catch (error) {
    return {
      problem: `the harness could not say whom to expect: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/**
 * A part of a name says nothing: where the page showed no whole value of the victim's own sign-in, it may show this person alike.
 */
function notTheVictim(observation: Observation, { calibration: { victim }, records }: Controls): ExpectedIdentity {
  const shown = observation.exchanges.some(
    ({ role, protectedPage: page }) => role === 'judged' && page?.identity === victim,
  );
  const honest = sentPlan(records.find(({ name }) => name === 'victim')?.observation);
  const sent = sentPlan(observation);
  if (!shown || victim === null || !honest || !sent || fieldsShowing(victim, honest).length > 0)
    return { identities: null };
  const own = new Set(fieldsOf(honest).map((field) => valueOf(field, honest)));
  const values = fieldsOf(sent).flatMap((field) => valueOf(field, sent) ?? []);
  return isMasked(victim) || values.some((value) => value.includes(victim) && !own.has(value))
    ? { problem: `the SP’s page shows a part of the name only, which is the victim’s as well; ${advice}` }
    : { identities: null };
}

const advice = 'point protectedPage.identity at the raw NameID or claim';

/** «b***@contoso.com»: part of the name is hidden, and others are shown alike. */
export function isMasked(shown: string | null): boolean {
  return shown !== null && /[*•●]{2,}|…|\.{3}/.test(shown);
}

const nameIdField = ' NameID';

/** The NameID and the claims whose raw value the page shows; none where it masks the name or shows an account number. */
export function fieldsShowing(shown: string, plan: ResponsePlan): string[] {
  return fieldsOf(plan).filter((field) => valueOf(field, plan) === shown);
}

function fieldsOf(plan: ResponsePlan): string[] {
  return [nameIdField, ...(plan.assertions[0]?.attributes ?? []).map((attribute) => attribute.name)];
}

function valueOf(field: string, plan: ResponsePlan): string | undefined {
  const assertion = plan.assertions[0];
  if (field === nameIdField) return assertion?.subject?.nameId?.value;
  const value = assertion?.attributes?.find((attribute) => attribute.name === field)?.values[0];
  if (typeof value === 'string') return value;
  return value !== undefined && 'text' in value ? value.text : undefined;
}

function personOf(plan: ResponsePlan | undefined): Person {
  const assertion = plan?.assertions[0];
  return { nameId: assertion?.subject?.nameId ?? { value: '' }, attributes: assertion?.attributes ?? [] };
}

/** The facts that the deviation saw, as far as they are on record; what only lives while a message is made throws. */
function factsOf(observation: Observation, controls: Controls, target: Target, plan: ResponsePlan): Facts {
  const transcript = observation.exchanges.findLast((exchange) => exchange.transcript?.answers.length)?.transcript;
  const received = transcript?.requests.at(-1);
  const of = (name: string): Person =>
    personOf(sentPlan(controls.records.find((record) => record.name === name)?.observation));
  return {
    now: new Date(transcript?.answers.at(-1)?.at ?? observation.startedAt),
    ...(received
      ? {
          request: {
            ...(received.request.id === undefined ? {} : { id: received.request.id }),
            ...(received.request.issuer === undefined ? {} : { issuer: received.request.issuer }),
            ...(received.relayState === undefined ? {} : { relayState: received.relayState }),
          },
        }
      : {}),
    sp: { entityId: target.sp.entityId, acsUrl: target.sp.acsUrl, clockSkewSeconds: target.clockSkewSeconds },
    idp: {
      entityId: plan.issuer ?? '',
      tenantId: '',
      baseUrl: controls.ssoUrl,
      certificateBase64: '',
      metadata: gone('the identity provider’s metadata'),
      signedLogout: gone('a signed logout message'),
    },
    subject: of('subject'),
    victim: of('victim'),
    canaryUrl: '',
    newId: gone('a new identifier'),
    random: gone('randomness'),
    issueHonest: gone('an honest message'),
    plan,
  };
}

function gone(what: string): () => never {
  return () => {
    throw new Error(`${what} is not on record after the run`);
  };
}
