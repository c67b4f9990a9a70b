/** Our own sample SP in this process: what it makes of a message when it forgets a check or asks too much. */

import type { CheckName, StrictnessName } from '../../../demo/index.ts';
import { createPolicy, Refusal, type Policy } from '../../../demo/strict/policy.ts';
import { receive, type ServiceProvider } from '../../../demo/strict/receive.ts';
import { trustedKeys } from '../../../demo/strict/signature/keys.ts';
import { createReplayCache, createSessions } from '../../../demo/strict/site/sessions.ts';
import type { FormPost } from '../../../idp/protocol/types.ts';
import { secondEntityId } from '../../../idp/protocol/second-idp.ts';
import { context, facts, keyring, requiredClaims, type settingsOf } from './generated.ts';
import { decryptionKeys } from './sp-keys.ts';

/**
 * Notes every switch that a run asks for. A run in which one other switch is turned differs at the earliest where that
 * switch is asked for, so switches that were never asked for need no run of their own.
 */
function noting(policy: Policy, asked: Set<string>): Policy {
  const note = <Name extends string>(name: Name): Name => {
    asked.add(name);
    return name;
  };
  return {
    forgets: (check) => policy.forgets(note(check)),
    isOverStrict: (strictness) => policy.isOverStrict(note(strictness)),
    demand: (check, holds, message) => policy.demand(holds ? check : note(check), holds, message),
    insist: (strictness, holds, message) => policy.insist(holds ? strictness : note(strictness), holds, message),
  };
}

/** The account that was opened, or the check that refused; and whether anything was fetched on the way. */
export interface Answer {
  nameId: string | null;
  attributes: Record<string, unknown>;
  refusedBy: string | null;
  fetched: boolean;
  /** Checks and strictnesses whose switch made or could have made a difference. */
  asked: Set<string>;
}

const keys = trustedKeys(context.trustedCertificates, () => context.now);
const second = { entityId: secondEntityId, keys: trustedKeys([keyring('second').certificate]) };
const ownKeys = trustedKeys([keyring('sp').certificate]);
/** Both have an account from the first identity provider. */
const people = [facts().subject, facts().victim].map(({ nameId }) => nameId.value);

export async function answerOf(
  post: FormPost,
  forget: CheckName[] = [],
  overStrict: StrictnessName[] = [],
  { requestedForceAuthn = false, entitledDomains }: ReturnType<typeof settingsOf> = {},
): Promise<Answer> {
  const asked = new Set<string>();
  const policy = noting(createPolicy(forget, overStrict), asked);
  const sessions = createSessions(policy);
  const session = sessions.create();
  const relayState = post.fields.find(([name]) => name === 'RelayState')?.[1] ?? '';
  sessions.addRequest(session, {
    id: context.requestId ?? '',
    relayState,
    target: '/me',
    freshAfter: requestedForceAuthn ? context.now : undefined,
  });
  const answer: Answer = { nameId: null, attributes: {}, refusedBy: null, fetched: false, asked };
  const sp: ServiceProvider = {
    ...context.sp,
    idp: { entityId: context.idpEntityId, keys },
    otherIdps: [second],
    ownKeys,
    decryptionKeys,
    owners: new Map(people.map((name) => [name, context.idpEntityId])),
    clock: { now: () => context.now, toleranceSeconds: context.skewSeconds },
    unsolicited: true,
    requiredClaims,
    closedDirectory: undefined,
    domains: entitledDomains,
    sessions,
    replayed: createReplayCache(),
    fetchEntity: () => {
      answer.fetched = true;
      return Promise.resolve('');
    },
    policy,
  };
  const form: Record<string, unknown> = {};
  for (const [name, value] of post.fields) form[name] = name in form ? [form[name], value].flat() : value;
  try {
    const { account } = await receive(form, session, sp, post.method);
    return { ...answer, nameId: account.nameId, attributes: account.attributes };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...answer, refusedBy: error.check };
  }
}
