/** Makes an answer: who signs in, what is known to a deviation, the honest plan and what an exchange wants instead. */

import { createPublicKey } from 'node:crypto';
import { ensureUser, findUser } from '../tenant/directory.ts';
import type { Application, User } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { audienceOf } from '../claims/audience.ts';
import { ClaimError } from '../claims/errors.ts';
import { AadstsError } from '../protocol/errors.ts';
import { issue, formPost } from '../protocol/issue.ts';
import { entityIdOf } from '../protocol/metadata.ts';
import { applyOverride } from '../protocol/override.ts';
import { failurePlan, personOf, planResponse } from '../protocol/plan.ts';
import { renderResponse } from '../protocol/render.ts';
import { logoutOfAnother } from '../protocol/logout-plan.ts';
import { logoutQuery } from '../protocol/logout-query.ts';
import { renderLogout } from '../protocol/logout.ts';
import { enforce } from '../protocol/rules.ts';
import { replyUrlFor } from '../protocol/rules-reply-url.ts';
import { asSwitched } from '../protocol/rules-response.ts';
import { credentialRules, userRules } from '../protocol/rules-user.ts';
import type { Answer, AuthnRequest, Facts, Mutation, ResponsePlan, StatusPlan } from '../protocol/types.ts';
import type { ArmSpec } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { metadataOf } from './metadata.ts';
import { keyringOf } from './signing-keys.ts';
import type { Session } from './sessions.ts';

/** Skew that Entra's documentation tells SPs to tolerate at least; a profile says what its SP really does. */
const DEFAULT_SKEW_SECONDS = 180;

/** A sign-in that is to be answered. */
export interface SignIn {
  application: Application;
  user: User;
  session: Pick<Session, 'authnInstant' | 'method'>;
  /** Absent for an answer that nobody asked for. */
  request?: AuthnRequest | undefined;
  relayState?: string | undefined;
}

/** The user of this name. @throws AadstsError 50034 */
export function userNamed(idp: Idp, userPrincipalName: string): User {
  const user = findUser(idp.tenant, userPrincipalName);
  if (user !== undefined) return user;
  throw new AadstsError(
    '50034',
    `The account '${userPrincipalName}' does not exist in the directory '${idp.tenant.displayName}'.`,
  );
}

function nthUser(idp: Idp, application: Application, index: number): User {
  const assigned = application.assignments[index]?.principalId;
  const { users } = idp.tenant;
  const user = users.find(({ id }) => id === assigned) ?? users[index] ?? users[0];
  return user ?? ensureUser(idp.tenant, 'b.simon@contoso.com');
}

/** Who signs in honestly at this application, unless an exchange says otherwise. */
export function subjectOf(idp: Idp, application: Application): User {
  const name = idp.registrations.get(application.appId)?.subject;
  return name === undefined ? nthUser(idp, application, 0) : userNamed(idp, name);
}

function victimOf(idp: Idp, application: Application): User {
  const name = idp.registrations.get(application.appId)?.victim;
  return name === undefined ? nthUser(idp, application, 1) : userNamed(idp, name);
}

/** What a deviation may know about this sign-in. */
export function factsOf(idp: Idp, signIn: SignIn, acsUrl: string, now: Date): Omit<Facts, 'plan' | 'issueHonest'> {
  const { tenant } = idp;
  const { application, request, relayState } = signIn;
  const spec = idp.registrations.get(application.appId);
  const signingCertificate = spec?.signingCertificate;
  const encryptionCertificate = spec?.encryptionCertificate ?? application.encryptionCertificate;
  const encryptionCertificates = spec?.encryptionCertificates;
  const victim = victimOf(idp, application);
  return {
    now,
    ...(request === undefined && relayState === undefined
      ? {}
      : {
          request: {
            ...(request?.id === undefined ? {} : { id: request.id }),
            ...(request?.issuer === undefined ? {} : { issuer: request.issuer }),
            ...(relayState === undefined ? {} : { relayState }),
          },
        }),
    sp: {
      entityId: request?.issuer ?? application.identifiers[0] ?? '',
      acsUrl,
      clockSkewSeconds: spec?.clockSkewSeconds ?? DEFAULT_SKEW_SECONDS,
      ...(signingCertificate === undefined ? {} : { signingCertificate }),
      ...(encryptionCertificate === undefined ? {} : { encryptionCertificate }),
      ...(encryptionCertificates === undefined ? {} : { encryptionCertificates }),
    },
    idp: {
      entityId: entityIdOf(tenant),
      tenantId: tenant.id,
      baseUrl: idp.baseUrl,
      certificateBase64: idp.keyring('idp').certificateBase64,
      metadata: () => metadataOf(idp, 'entra', application),
      signedLogout: () => signedLogoutOf(idp, application, now),
    },
    subject: personOf({ tenant, application, user: signIn.user, request }),
    victim: personOf({ tenant, application, user: victim, request }),
    canaryUrl: idp.canaryUrl,
    newId: idp.newId,
    random: idp.random,
  };
}

/** The application as the exchange wants its messages shaped: what is signed, and whether the assertion is encrypted. */
function shaped(idp: Idp, application: Application, { shape }: ArmSpec): Application {
  if (shape === undefined) return application;
  const { encryptionCertificate: configured, ...rest } = application;
  const certificate = configured ?? idp.registrations.get(application.appId)?.encryptionCertificate;
  const encrypted = shape.encryption === undefined ? configured !== undefined : shape.encryption === 'on';
  if (encrypted && certificate === undefined) {
    throw new Error(
      `The exchange asks for encryption, but no encryption certificate of «${application.displayName}» is known.`,
    );
  }
  return {
    ...rest,
    signing: shape.signing ?? application.signing,
    ...(encrypted && certificate !== undefined ? { encryptionCertificate: certificate } : {}),
  };
}

interface Deviation {
  honest: ResponsePlan;
  mutation?: Mutation;
}

/** A case deviates from what the override made; an override alone is itself the deviation. */
function deviation(idp: Idp, honest: ResponsePlan, spec: ArmSpec, now: Date): Deviation {
  const mutation = spec.mutation ?? (spec.case === undefined ? undefined : idp.catalogue.mutationOf(spec.case));
  const override =
    spec.claims === undefined
      ? spec.plan
      : { ...spec.plan, claims: { ...(spec.plan?.['claims'] as object | undefined), ...spec.claims } };
  if (override === undefined) return mutation === undefined ? { honest } : { honest, mutation };
  if (mutation !== undefined) return { honest: applyOverride(honest, override, now), mutation };
  return { honest, mutation: { plan: (plan) => applyOverride(plan, override, now) } };
}

/** What the exchange named as earlier had said. @throws Error when it is gone: a fresh assertion in its place would prove nothing. */
function earlierPlan(idp: Idp, { earlier }: ArmSpec): { earlier?: ResponsePlan } {
  if (earlier === undefined) return {};
  const plan = idp.exchanges.get(earlier)?.transcript.answers.at(-1)?.plan;
  if (plan === undefined) throw new Error(`The answer of the exchange «${earlier}» is to be used again, and is gone.`);
  return { earlier: plan };
}

/** What the request called the application; at an instance's own address the Issuer does not count (documented). */
function identifierOf({ identifiers }: Application, request: AuthnRequest | undefined): string {
  const issuer = request?.issuer;
  return issuer !== undefined && identifiers.includes(issuer) ? issuer : (identifiers[0] ?? '');
}

/** @throws AadstsError 50007 when the certificate to encrypt to is none */
/** What whoever has an account of their own gets from the identity provider: a signed message that is none of the service provider's. */
function signedLogoutOf(idp: Idp, application: Application, now: Date): string {
  const { tenant, newId } = idp;
  const plan = logoutOfAnother({ tenant, application, location: '', now, newId });
  return logoutQuery(plan, renderLogout(plan), keyringOf(idp, application));
}

function checkEncryption({ appId, encryptionCertificate }: Application): void {
  if (encryptionCertificate === undefined) return;
  try {
    createPublicKey(encryptionCertificate);
  } catch (cause) {
    const message = `Token encryption is on for the application '${appId}', but its certificate cannot be read.`;
    throw new AadstsError('50007', message, { cause });
  }
}

/** The start of a message's ID; RelayState, which carries the address too, has room for 80 bytes (Bindings 3.4.3). */
export function canaryMark(messageId: string): string {
  return messageId.slice(1, 14);
}

/**
 * Issues the answer of a sign-in, deviating as the exchange says.
 * @throws AadstsError 50012, 50057, 50105, 50107, 50124, 53003, 501241, 501621 when Entra would not sign this user in
 */
export async function answer(idp: Idp, signIn: SignIn, given?: ArmSpec): Promise<Answer> {
  const spec = given ?? {};
  const { tenant, newId } = idp;
  const keyring = keyringOf(idp, signIn.application);
  const { user, request, relayState, session } = signIn;
  const now = idp.now();
  enforce(credentialRules, { tenant, user, method: session.method });
  enforce(userRules, { tenant, application: signIn.application, user });
  const application = shaped(idp, signIn.application, spec);
  const acsUrl = replyUrlFor(application, request, tenant);
  const switches = switchesOf(tenant, application);
  const audience = audienceOf(application, identifierOf(application, request), switches.audiencePrefix);
  checkEncryption(application);
  try {
    const planned = planResponse({
      tenant,
      application,
      user,
      request,
      relayState,
      acsUrl,
      audience,
      session,
      now,
      newId,
    });
    const plan = asSwitched(planned, switches, request, now);
    const { honest, mutation } = deviation(idp, plan, spec, now);
    // An address of its own for every answer: who follows it says which answer made it do so.
    const canaryUrl = `${idp.canaryUrl}/${canaryMark(honest.id ?? '')}`;
    const facts = (): ReturnType<typeof factsOf> => ({
      ...factsOf(idp, signIn, acsUrl, now),
      ...earlierPlan(idp, spec),
      canaryUrl,
    });
    // Many people sign in at a time; the exchanges of a run are answered one after the other, in the order of their requests.
    const issued = await issue({ honest, mutation, facts, keyring, aside: given === undefined });
    return { at: now.toISOString(), ...issued };
  } catch (error) {
    if (error instanceof ClaimError) throw new AadstsError(error.number, error.message, { cause: error });
    throw error;
  }
}

/** An answer that nobody was signed in: the status, no assertion, unsigned as documented. */
export function failure(idp: Idp, signIn: Omit<SignIn, 'user' | 'session'>, status: StatusPlan): Answer {
  const now = idp.now();
  const acsUrl = replyUrlFor(signIn.application, signIn.request, idp.tenant);
  const { request, relayState } = signIn;
  const plan = failurePlan({ tenant: idp.tenant, request, relayState, acsUrl, status, now, newId: idp.newId });
  const xml = renderResponse(plan);
  return { at: now.toISOString(), plan, xml, honestXml: xml, post: formPost(plan, xml) };
}
