/** Answers requests at the SAML endpoint: from an armed exchange, from a session, or by asking who signs in. */

import { instanceOf } from '../tenant/directory.ts';
import type { Application } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { AadstsError } from '../protocol/errors.ts';
import { errorStatus } from '../protocol/errors-response.ts';
import { decodedIn, logoutTextOf } from '../protocol/logout-reader.ts';
import { ssoUrlOf } from '../protocol/metadata.ts';
import { readRequest, type Incoming } from '../protocol/request.ts';
import { checkRequestSignature } from '../protocol/request-signature.ts';
import { applicationRules, availabilityRules, enforce, messageRules } from '../protocol/rules.ts';
import { applicationFor } from '../protocol/rules-application.ts';
import { replyUrlRules } from '../protocol/rules-reply-url.ts';
import type { ReceivedRequest } from '../protocol/types.ts';
import { answer, failure, subjectOf, userNamed } from './answer.ts';
import { expects, isUsedUp, note, type Exchange } from './exchanges.ts';
import type { Idp } from './idp.ts';
import { replyToLogout } from './logout.ts';
import { takePart } from './logout-participants.ts';
import type { Reply } from './pages.ts';
import { errorPage } from './refusal.ts';
import { methodWithoutPerson } from './second-factor.ts';
import { whenSignedIn, type Entered } from './sign-in.ts';
import { tenantOf } from './tenants.ts';

/** One HTTP request at the endpoint, without the HTTP. */
export interface Arrival {
  /** Tenant segment of the URL: GUID, domain or `common`. */
  tenant: string;
  /** Service principal of an instance-specific address (`/saml2/{guid}`). */
  instance?: string;
  path: string;
  incoming: Incoming;
  /** Values of the two cookies. */
  exchangeToken: string | undefined;
  sessionId: string | undefined;
  /** What was entered on a sign-in page. */
  entered?: Entered | undefined;
}

const inert: Reply = { kind: 'page', status: 403, view: 'inert', title: 'This exchange is over', data: {} };
const held: Reply = { kind: 'page', status: 200, view: 'held', title: 'The answer is held back', data: {} };

/** The inert page when this browser's exchange is over (architecture section 4), else undefined. */
export function inertReply(idp: Idp, token: string | undefined, path: string): Reply | undefined {
  const exchange = idp.exchanges.get(token);
  if (exchange === undefined || !isUsedUp(exchange)) return undefined;
  note.afterUse(exchange, { at: idp.now().toISOString(), path });
  return overReply(exchange);
}

function overReply({ spec }: Exchange): Reply {
  return spec.over === 'nothing' ? { kind: 'nothing' } : inert;
}

/** A request whose application and reply URL are known, so that an answer may be sent. */
interface Answerable {
  idp: Idp;
  application: Application;
  received: ReceivedRequest;
}

/** The reply to a request, whatever is wrong with it. */
export async function replyTo(idp: Idp, arrival: Arrival): Promise<Reply> {
  const decoded = decodedIn(arrival.incoming);
  const logout = logoutTextOf(decoded);
  if (logout !== undefined) return replyToLogout(idp, arrival, logout);
  const over = inertReply(idp, arrival.exchangeToken, arrival.path);
  if (over !== undefined) return over;
  let exchange = idp.exchanges.get(arrival.exchangeToken);
  let answerable: Answerable | undefined;
  try {
    tenantOf(idp, arrival.tenant);
    const received = readRequest(arrival.incoming, decoded);
    const { issuer } = received.request;
    if (exchange === undefined || !expects(exchange, issuer)) exchange = idp.exchanges.matching(issuer);
    if (exchange !== undefined) note.request(exchange, received);
    const here = tenantOf(idp, arrival.tenant, issuer);
    const application = addressed(here, arrival, received);
    answerable = { idp: here, application, received };
    acceptable(answerable, arrival);
    return exchange === undefined ? await interactive(answerable, arrival) : await playExchange(answerable, exchange);
  } catch (error) {
    if (!(error instanceof AadstsError)) throw error;
    return (answerable && errorResponse(answerable, error, exchange)) ?? errorPage(idp, error, exchange);
  }
}

/** The application that is asked for, once its reply URL is known to be one of its own. @throws AadstsError */
function addressed(idp: Idp, { instance }: Arrival, received: ReceivedRequest): Application {
  const { request } = received;
  const undeflated = received.binding === 'redirect' && !received.deflated;
  enforce(messageRules, { tenant: idp.tenant, request, undeflated });
  const application = instance === undefined ? applicationFor(idp.tenant, request) : instanceOf(idp.tenant, instance);
  if (application === undefined) {
    throw new AadstsError(
      '700016',
      `There is no service principal '${String(instance)}' in '${idp.tenant.displayName}'.`,
    );
  }
  enforce(replyUrlRules, { tenant: idp.tenant, request, application });
  return application;
}

/** @throws AadstsError of the first thing that Entra would not accept */
function acceptable({ idp, application, received }: Answerable, { instance }: Arrival): void {
  const { tenant } = idp;
  const { verification } = application;
  const now = idp.now();
  const loginUrl = ssoUrlOf(tenant, idp.baseUrl);
  enforce(applicationRules, { tenant, request: received.request, application, loginUrl, now });
  if (instance !== undefined && verification?.required === true) {
    // Documented: rejected whatever the request carries.
    throw new AadstsError('76021', 'The application requires signed requests, so its instance address takes none.');
  }
  const acceptExpired = switchesOf(tenant, application).expiredVerificationCertificates === 'accepted';
  checkRequestSignature(received, verification, { acceptExpired, now });
  enforce(availabilityRules, { application });
}

/** The refusal as a Response, where Entra sends one. */
function errorResponse(answerable: Answerable, error: AadstsError, exchange?: Exchange): Reply | undefined {
  const { idp, application, received } = answerable;
  const { request, relayState } = received;
  const wanted = switchesOf(idp.tenant, application).errorResponses;
  const now = idp.now();
  const status = errorStatus(error, wanted, idp.newGuid(), now);
  if (status === undefined) return undefined;
  const made = failure(idp, { application, request, relayState }, status);
  if (exchange !== undefined) note.answer(exchange, made);
  return { kind: 'deliver', post: made.post };
}

async function playExchange({ idp, application, received }: Answerable, exchange: Exchange): Promise<Reply> {
  const { request, relayState } = received;
  if (request.isPassive === true) throw new AadstsError('50058', 'Nobody is signed in, and the request is passive.');
  const { spec } = exchange;
  const user = spec.user === undefined ? subjectOf(idp, application) : userNamed(idp, spec.user);
  const method = methodWithoutPerson(idp.tenant, application, user, request);
  if (!idp.exchanges.use(exchange)) return overReply(exchange);
  const session = { authnInstant: idp.now(), method };
  const made = await answer(idp, { application, user, session, request, relayState }, spec);
  note.answer(exchange, made);
  return spec.hold === true ? held : { kind: 'deliver', post: made.post };
}

async function interactive({ idp, application, received }: Answerable, arrival: Arrival): Promise<Reply> {
  const { request, relayState } = received;
  const { incoming } = arrival;
  return whenSignedIn(idp, {
    segment: arrival.tenant,
    instance: arrival.instance,
    kind: incoming.binding,
    flow: incoming.rawQuery ?? incoming.parameters.toString(),
    sessionId: arrival.sessionId,
    entered: arrival.entered,
    loginHint: incoming.parameters.get('login_hint') ?? undefined,
    domainHint: incoming.parameters.get('domain_hint') ?? incoming.parameters.get('whr') ?? undefined,
    application,
    request,
    finish: async (user, session) => {
      const made = await answer(idp, { application, user, session, request, relayState });
      takePart(session, request.issuer ?? '', made.plan);
      return { kind: 'deliver', post: made.post };
    },
  });
}
