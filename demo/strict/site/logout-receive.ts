/** A LogoutRequest of the identity provider by the Redirect binding, check by check. */

import { inflateRawSync } from 'node:zlib';
import { openDocument } from '../message/document.ts';
import { isOver } from '../message/instants.ts';
import { attribute, child, children, isNamed, names, textOf } from '../message/xml.ts';
import { Refusal, type Policy } from '../policy.ts';
import type { ServiceProvider } from '../receive.ts';
import { signatureVerifier } from '../signature/algorithms.ts';
import type { Account } from './sessions.ts';

/** A LogoutRequest that may be acted upon. */
export interface LogoutRequestFacts {
  id: string;
  nameId: string | undefined;
  sessionIndexes: string[];
  relayState: string | undefined;
}

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
/** Larger messages are refused, bytes. */
const limit = 256 * 1024;

/** The parameters as they stood in the address: the signature covers exactly these octets (Bindings 3.4.4.1). */
function writtenParameters(rawQuery: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of rawQuery.split('&')) {
    const name = part.split('=', 1)[0] ?? '';
    if (parts.has(name)) throw new Refusal('parameter-single', `the address holds ${name} twice`);
    parts.set(name, part.slice(name.length + 1));
  }
  return parts;
}

function decoded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : decodeURIComponent(value.replaceAll('+', ' '));
}

function checkSignature(parameters: Map<string, string>, sp: ServiceProvider): void {
  const { policy, idp } = sp;
  const signature = decoded(parameters.get('Signature'));
  policy.demand('logout-signature-required', signature !== undefined, 'the LogoutRequest is not signed');
  if (signature === undefined) return;
  const stated = decoded(parameters.get('SigAlg')) ?? '';
  const algorithm = policy.forgets('logout-signature-algorithm') ? rsaSha256 : stated;
  const covered = ['SAMLRequest', ...(policy.forgets('logout-signature-relay-state') ? [] : ['RelayState'])];
  const again = policy.isOverStrict('logout-percent-case');
  const parts = covered
    .filter((name) => parameters.has(name))
    .map((name) => `${name}=${again ? encodeURIComponent(decoded(parameters.get(name)) ?? '') : parameters.get(name)}`);
  const own = algorithm === stated && !again;
  parts.push(`SigAlg=${own ? parameters.get('SigAlg') : encodeURIComponent(algorithm)}`);
  const verify = signatureVerifier(algorithm, policy);
  const value = Buffer.from(signature, 'base64');
  const valid = verify(Buffer.from(parts.join('&')), value, idp.keys.keys, idp.keys.secrets);
  policy.demand('logout-signature-value', valid, 'the signature does not cover these parameters');
}

function rootOf(parameter: string | undefined, policy: Policy): Element {
  if (parameter === undefined) throw new Refusal('well-formed', 'the address holds no SAMLRequest');
  let text: string;
  try {
    text = inflateRawSync(Buffer.from(parameter, 'base64'), { maxOutputLength: limit }).toString();
  } catch (cause) {
    throw new Refusal('well-formed', `the SAMLRequest cannot be unpacked: ${String(cause)}`);
  }
  if (text.includes('<!DOCTYPE')) throw new Refusal('doctype', 'the LogoutRequest has a DOCTYPE');
  const root = openDocument(text, policy).documentElement;
  if (!isNamed(root, names.protocol, 'LogoutRequest')) throw new Refusal('root-element', 'no LogoutRequest');
  return root;
}

/**
 * Decides whether a LogoutRequest may be acted upon (Core 3.7.1, Profiles 4.4.4.1).
 * @param rawQuery the query string as received
 * @param sloUrl our own endpoint
 * @throws Refusal naming the check that failed
 */
export function receiveLogout(rawQuery: string, sloUrl: string, sp: ServiceProvider): LogoutRequestFacts {
  const { policy } = sp;
  policy.insist('logout-by-post-only', false, 'a LogoutRequest by Redirect');
  const parameters = writtenParameters(rawQuery);
  const root = rootOf(decoded(parameters.get('SAMLRequest')), policy);
  checkSignature(parameters, sp);
  const issuer = child(root, names.assertion, 'Issuer');
  const known = issuer !== undefined && textOf(issuer) === sp.idp.entityId;
  policy.demand('logout-issuer', known, 'the LogoutRequest is of somebody else');
  const destination = attribute(root, 'Destination');
  policy.demand('logout-destination', destination === sloUrl, 'the LogoutRequest is addressed to somebody else');
  const end = attribute(root, 'NotOnOrAfter');
  policy.demand('logout-expiry', end === undefined || !isOver(end, sp.clock, policy), 'the LogoutRequest has expired');
  const nameId = child(root, names.assertion, 'NameID');
  return {
    id: attribute(root, 'ID') ?? '',
    nameId: nameId && textOf(nameId),
    sessionIndexes: children(root, names.protocol, 'SessionIndex').map(textOf),
    relayState: decoded(parameters.get('RelayState')),
  };
}

/** Whether the request means this session: the person, and one of the sessions named, or all of them (Core 3.7.3.1). */
export function means(request: LogoutRequestFacts, account: Account, policy: Policy): boolean {
  const { sessionIndexes } = request;
  const session = sessionIndexes.length === 0 || sessionIndexes.includes(account.sessionIndex ?? '');
  return session && (policy.forgets('logout-name-id') || request.nameId === account.nameId);
}
