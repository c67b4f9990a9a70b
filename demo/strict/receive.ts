/** A form post to the assertion consumer service, check by check; the order of the checks is the order of this file. */

import type { KeyObject } from 'node:crypto';
import { accountOf, anonymousAccount, checkDomains } from './message/account.ts';
import { readAssertion, type AssertionFacts } from './message/assertion.ts';
import { messageIn, type Binding } from './message/base64.ts';
import { checkConditions } from './message/conditions.ts';
import { confirm } from './message/confirmation.ts';
import { correlate } from './message/correlation.ts';
import { failsOn, openDocument } from './message/document.ts';
import { encryptedAssertions, hiddenTexts } from './message/encryption.ts';
import { fetchNamedBy, settleDoctype, type FetchEntity } from './message/entities.ts';
import type { Clock } from './message/instants.ts';
import { fromOtherResponse } from './message/envelope.ts';
import { otherwiseEncoded } from './message/other-encodings.ts';
import { followPointers } from './message/pointers.ts';
import { checkAddressing, checkStatus, readResponse, responseElement, type ResponseFacts } from './message/response.ts';
import { fromOtherText } from './message/rewritten.ts';
import { fromLastRoot } from './message/roots.ts';
import { checkAssertion, checkFreshness, singleAssertion } from './message/statements.ts';
import { checkValues, checkWriting } from './message/style.ts';
import { children, isNamed, names } from './message/xml.ts';
import type { Policy } from './policy.ts';
import type { TrustedKeys } from './signature/keys.ts';
import { fromSignedQuery } from './signature/query.ts';
import { fromTwinSignature } from './signature/same-value.ts';
import { fetchNamed } from './signature/fetch-named.ts';
import { signedContent } from './signature/signed-content.ts';
import { idpOf, type TrustedIdp } from './signature/trust.ts';
import type { Account, OpenRequest, Session, Sessions } from './site/sessions.ts';

/** What a service provider knows about itself and about whom it trusts. */
export interface ServiceProvider {
  entityId: string;
  acsUrl: string;
  /** The identity provider that requests are sent to. */
  idp: TrustedIdp;
  /** Further ones that are trusted. */
  otherIdps?: readonly TrustedIdp[] | undefined;
  /** This service provider's own signing certificates. */
  ownKeys?: TrustedKeys | undefined;
  /** Private keys that assertions may be encrypted to, the preferred one first. */
  decryptionKeys?: readonly KeyObject[] | undefined;
  /** Which identity provider an account belongs to, by NameID; absent: nobody keeps count. */
  owners?: Map<string, string> | undefined;
  clock: Clock;
  unsolicited: boolean;
  requiredClaims: readonly string[];
  closedDirectory: readonly string[] | undefined;
  /** Mail domains that addresses are taken of; undefined: all. */
  domains?: readonly string[] | undefined;
  sessions: Sessions;
  replayed: { has: (id: string) => boolean; add: (id: string) => void };
  fetchEntity: FetchEntity;
  policy: Policy;
}

export interface SignedIn {
  account: Account;
  /** Undefined for an unsolicited response. */
  request: OpenRequest | undefined;
}

function checkResponse(element: Element, signed: boolean, issuer: string, sp: ServiceProvider): ResponseFacts {
  const response = readResponse(element);
  const trustedIssuers = [sp.idp, ...(sp.otherIdps ?? [])].map(({ entityId }) => entityId);
  checkStatus(response, sp.policy);
  checkAddressing(response, signed, { ...sp, issuer, trustedIssuers }, sp.policy);
  return response;
}

/** Whose word the message has to be: the chosen identity provider's, but for those who only ask for agreement. */
function issuerIn(
  response: Element | undefined,
  [assertion]: AssertionFacts[],
  trusted: string,
  policy: Policy,
): string {
  const outer = response && readResponse(response).issuer;
  const agreed = outer !== undefined && outer === assertion?.issuer && outer !== trusted;
  return agreed && policy.forgets('issuer-own') ? outer : trusted;
}

function withoutAssertion(
  original: Element,
  session: Session | undefined,
  sp: ServiceProvider,
  unreadable = false,
): SignedIn {
  const response = checkResponse(original, false, sp.idp.entityId, sp);
  const success = response.status?.endsWith(':Success') ?? false;
  if (success && !unreadable) sp.policy.demand('assertion-required', false, 'the Response holds no assertion');
  const message = { response, confirmation: undefined, unsolicitedAllowed: sp.unsolicited };
  return { account: anonymousAccount('guest'), request: correlate(message, session, sp.sessions, sp.policy) };
}

function withAssertion(
  document: Document,
  original: Element,
  session: Session | undefined,
  sp: ServiceProvider,
): SignedIn {
  const { policy } = sp;
  const idp = idpOf(original, sp, policy);
  const content = signedContent(original, idp.keys, sp.decryptionKeys ?? [], policy);
  if (content.unreadable === true) return withoutAssertion(original, session, sp, true);
  const isResponse = content.response !== undefined && isNamed(content.response, names.protocol, 'Response');
  const assertions = content.assertions.map((element) => readAssertion(element, document, policy));
  const issuer = issuerIn(content.response, assertions, idp.entityId, policy);
  const response = isResponse
    ? checkResponse(content.response as Element, content.responseSigned, issuer, sp)
    : undefined;
  const assertion = singleAssertion(assertions, policy);
  if (assertion === undefined) return withoutAssertion(original, session, sp);
  checkAssertion(assertion, issuer, sp.clock, policy);
  checkConditions(assertion, sp.entityId, sp.clock, policy);
  const confirmation = confirm(assertion, sp, sp.clock, policy);
  checkValues(assertion, sp.requiredClaims, policy);
  checkDomains(assertion, sp.domains, policy);
  const account = accountOf(assertion, sp.requiredClaims, sp.closedDirectory, policy, sp.owners);
  const owner = idp.newcomer === true ? idp.entityId : (sp.owners?.get(account.nameId) ?? idp.entityId);
  policy.demand('account-per-idp', owner === idp.entityId, `the account belongs to ${owner}`);
  const seen = assertion.id !== undefined && sp.replayed.has(assertion.id);
  policy.demand('replay', !seen, 'this assertion was used before');
  // A service provider that forgot `replay` trusts its memory: what was accepted once needs no request any more.
  if (seen) return { account, request: undefined };
  const message = { response, confirmation, unsolicitedAllowed: sp.unsolicited };
  const request = correlate(message, session, sp.sessions, policy);
  if (request?.freshAfter !== undefined) checkFreshness(assertion, request.freshAfter, sp.clock, policy);
  if (assertion.id !== undefined) sp.replayed.add(assertion.id);
  if (idp.newcomer !== true) sp.owners?.set(account.nameId, owner);
  const anybody = request === undefined && policy.forgets('unsolicited-identity');
  return { account: anybody ? anonymousAccount('administrator') : account, request };
}

/**
 * Decides about one form post.
 * @throws Refusal naming the check that failed; any other error is a fault of this program.
 */
export async function receive(
  form: { SAMLResponse?: unknown; RelayState?: unknown },
  session: Session | undefined,
  sp: ServiceProvider,
  binding: Binding = 'post',
): Promise<SignedIn> {
  const { policy } = sp;
  const vouchedFor = binding === 'get' ? fromSignedQuery({ ...form }, sp.idp.keys, policy) : undefined;
  if (vouchedFor !== undefined) return { account: accountOf(vouchedFor, [], undefined, policy), request: undefined };
  const unfiltered = policy.forgets('doctype-encoding') ? otherwiseEncoded(form.SAMLResponse) : undefined;
  if (unfiltered !== undefined) await fetchNamedBy([unfiltered], sp.fetchEntity);
  const fields = Object.keys(form).filter((name) => !['SAMLResponse', 'RelayState'].includes(name));
  policy.insist('known-fields-only', fields.length === 0, `the form holds ${fields.join(', ')}`);
  const sent = messageIn(form, binding, policy);
  if (sent === undefined) return { account: anonymousAccount('guest'), request: undefined };
  if (policy.forgets('reading-failure') && failsOn(sent))
    return { account: anonymousAccount('guest'), request: undefined };
  const believed =
    fromLastRoot(sent, sp.idp.keys, policy) ??
    fromOtherText(sent, sp.idp.keys, policy) ??
    fromOtherResponse(sent, sp.idp.keys, policy) ??
    fromTwinSignature(sent, sp.idp.keys, policy);
  if (believed !== undefined) return { account: accountOf(believed, [], undefined, policy), request: undefined };
  const text = await settleDoctype(sent, policy, sp.fetchEntity);
  const document = openDocument(text, policy);
  await followPointers(document, policy, sp.fetchEntity);
  checkWriting(text, document, policy);
  const original = responseElement(document, policy);
  if (policy.forgets('external-entity')) {
    await fetchNamedBy(hiddenTexts(original, sp.decryptionKeys ?? [], policy), sp.fetchEntity);
  }
  const bare = isNamed(original, names.assertion, 'Assertion');
  const plain = children(original, names.assertion, 'Assertion');
  await fetchNamed(original, sp, sp.fetchEntity, policy);
  const empty = !bare && plain.length === 0 && encryptedAssertions(original).length === 0;
  return empty ? withoutAssertion(original, session, sp) : withAssertion(document, original, session, sp);
}
