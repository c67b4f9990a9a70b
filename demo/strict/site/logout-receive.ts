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
interface Written {
  parameters: Map<string, string>;
  /** Every message of the address, as it is written with its name: one, unless that was forgotten. */
  messages: string[];
}

function written(rawQuery: string, policy: Policy): Written {
  const parameters = new Map<string, string>();
  const messages: string[] = [];
  for (const part of rawQuery.split('&')) {
    const name = part.split('=', 1)[0] ?? '';
    if (/^SAML(?:Request|Response)$/.test(name)) messages.push(part);
    else if (parameters.has(name)) throw new Refusal('parameter-single', `the address holds ${name} twice`);
    parameters.set(name, part.slice(name.length + 1));
  }
  policy.demand('logout-parameter-single', messages.length <= 1, 'the address holds several messages');
  return { parameters, messages };
}

function decoded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : decodeURIComponent(value.replaceAll('+', ' '));
}

/** The message that is signed; undefined where none has to be. */
function signedMessage({ parameters, messages }: Written, sp: ServiceProvider): string | undefined {
  const { policy, idp } = sp;
  const signature = decoded(parameters.get('Signature'));
  policy.demand('logout-signature-required', signature !== undefined, 'the LogoutRequest is not signed');
  if (signature === undefined) return undefined;
  const stated = decoded(parameters.get('SigAlg')) ?? '';
  const algorithm = policy.forgets('logout-signature-algorithm') ? rsaSha256 : stated;
  const relayState = policy.forgets('logout-signature-relay-state') ? undefined : parameters.get('RelayState');
  const again = policy.isOverStrict('logout-percent-case');
  const escaped = (value: string): string => (again ? encodeURIComponent(decoded(value) ?? '') : value);
  const own = algorithm === stated && !again;
  const sigAlg = `SigAlg=${own ? parameters.get('SigAlg') : encodeURIComponent(algorithm)}`;
  const verify = signatureVerifier(algorithm, policy);
  const value = Buffer.from(signature, 'base64');
  const signed = messages.find((message) => {
    const [name = '', text = ''] = message.split('=', 2);
    const parts = [
      `${name}=${escaped(text)}`,
      ...(relayState === undefined ? [] : [`RelayState=${escaped(relayState)}`]),
    ];
    return verify(Buffer.from([...parts, sigAlg].join('&')), value, idp.keys.keys, idp.keys.secrets);
  });
  policy.demand('logout-signature-value', signed !== undefined, 'the signature does not cover these parameters');
  return signed;
}

/** The request that is read: a forgetful service provider takes another one than it has verified, where there is one. */
function requestOf({ messages }: Written, signed: string | undefined): string | undefined {
  const requests = messages.filter((message) => message.startsWith('SAMLRequest='));
  const read = requests.find((message) => message !== signed) ?? requests[0];
  return decoded(read?.slice('SAMLRequest='.length));
}

async function rootOf(parameter: string | undefined, { policy, fetchEntity }: ServiceProvider): Promise<Element> {
  if (parameter === undefined) throw new Refusal('well-formed', 'the address holds no SAMLRequest');
  let text: string;
  try {
    text = inflateRawSync(Buffer.from(parameter, 'base64'), { maxOutputLength: limit }).toString();
  } catch (cause) {
    throw new Refusal('well-formed', `the SAMLRequest cannot be unpacked: ${String(cause)}`);
  }
  if (text.includes('<!DOCTYPE')) {
    if (policy.forgets('logout-doctype')) {
      for (const [, url = ''] of text.matchAll(/\bSYSTEM "([^"]*)"/g)) await fetchEntity(url);
    }
    throw new Refusal('logout-doctype', 'the LogoutRequest has a DOCTYPE');
  }
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
export async function receiveLogout(
  rawQuery: string,
  sloUrl: string,
  sp: ServiceProvider,
): Promise<LogoutRequestFacts> {
  const { policy } = sp;
  policy.insist('logout-by-post-only', false, 'a LogoutRequest by Redirect');
  const address = written(rawQuery, policy);
  if (policy.forgets('logout-doctype')) await rootOf(requestOf(address, undefined), sp);
  const root = await rootOf(requestOf(address, signedMessage(address, sp)), sp);
  const issuer = child(root, names.assertion, 'Issuer');
  const known = issuer !== undefined && textOf(issuer) === sp.idp.entityId;
  policy.demand('logout-issuer', known, 'the LogoutRequest is of somebody else');
  const destination = attribute(root, 'Destination');
  policy.demand('logout-destination', destination === sloUrl, 'the LogoutRequest is addressed to somebody else');
  const end = attribute(root, 'NotOnOrAfter');
  policy.demand('logout-expiry', end === undefined || !isOver(end, sp.clock, policy), 'the LogoutRequest has expired');
  const nameId = child(root, names.assertion, 'NameID');
  const sessionIndexes = children(root, names.protocol, 'SessionIndex').map(textOf);
  policy.insist('logout-session-index-required', sessionIndexes.length > 0, 'the LogoutRequest names no session');
  return {
    id: attribute(root, 'ID') ?? '',
    nameId: nameId && textOf(nameId),
    sessionIndexes,
    relayState: decoded(address.parameters.get('RelayState')),
  };
}

/** Whether the request means this session: the person, and one of the sessions named, or all of them (Core 3.7.3.1). */
export function means(request: LogoutRequestFacts, account: Account, policy: Policy): boolean {
  const { sessionIndexes } = request;
  const session = sessionIndexes.length === 0 || sessionIndexes.includes(account.sessionIndex ?? '');
  return session && (policy.forgets('logout-name-id') || request.nameId === account.nameId);
}
