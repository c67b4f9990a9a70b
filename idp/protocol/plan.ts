/** What Entra would answer, as data: the honest response plan, and the plan of a failure. */

import { claimsOf } from '../claims/claims.ts';
import { issuerOf } from '../claims/issuer.ts';
import { nameIdOf } from '../claims/name-id.ts';
import type { Application, SignatureAlgorithm, SignInMethod, Tenant, User } from '../tenant/model.ts';
import * as algorithms from './algorithms.ts';
import { instant, shifted } from './instants.ts';
import type {
  AssertionPlan,
  AuthnRequest,
  EncryptionPlan,
  KeyName,
  Person,
  ResponsePlan,
  SignaturePlan,
  SigningPlan,
  StatusPlan,
} from './types.ts';
import { confirmationMethods, statusCode } from './uris.ts';
import { entraStyle } from './xml-tree.ts';

const minute = 60_000;
/** Observed: NotBefore lies five minutes back. */
const notBeforeOffset = -5 * minute;

/** Token encryption as Entra does it; the URIs are inferred (documented is only "AES-256"). */
export const entraEncryption = {
  contentAlgorithm: algorithms.contentEncryption.aes256Cbc,
  keyAlgorithm: algorithms.keyTransport.rsaOaepMgf1p,
} as const;

const classRefs: Record<SignInMethod, string> = {
  Password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  // Multi-factor sign-in shows in authnmethodsreferences; the class stays Password (inferred).
  MultiFactor: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  X509: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
  WindowsIntegrated: 'urn:federation:authentication:windows',
};

/** Entra's signature: enveloped, exclusive canonicalization, one certificate in KeyInfo. */
export function entraSignature(algorithm: SignatureAlgorithm | 'rsa-sha512', key: KeyName = 'idp'): SignaturePlan {
  const { signatureMethods, digestMethods, canonicalization, transforms } = algorithms;
  const [signatureMethod, digestMethod] = {
    'rsa-sha256': [signatureMethods.rsaSha256, digestMethods.sha256] as const,
    'rsa-sha1': [signatureMethods.rsaSha1, digestMethods.sha1] as const,
    'rsa-sha512': [signatureMethods.rsaSha512, digestMethods.sha512] as const,
  }[algorithm];
  return {
    key,
    signatureMethod,
    digestMethod,
    canonicalization: canonicalization.exclusive,
    transforms: [transforms.enveloped, canonicalization.exclusive],
    keyInfo: 'certificate',
  };
}

/** Signs the named elements alike. */
export function signingPlan(which: 'assertion' | 'response' | 'both' | 'none', signature: SignaturePlan): SigningPlan {
  return {
    ...((which === 'assertion' || which === 'both') && { assertion: signature }),
    ...((which === 'response' || which === 'both') && { response: signature }),
  };
}

interface PersonInput {
  tenant: Tenant;
  application: Application;
  user: User;
  request?: AuthnRequest | undefined;
  /** Default Password. */
  sessionMethod?: SignInMethod;
  /** Draws the value of a transient NameID. */
  newId?: () => string;
}

/** A person as this application would be told about them. Throws NameIdSourceMissing when there is nothing to name them by. */
export function personOf({
  tenant,
  application,
  user,
  request,
  sessionMethod = 'Password',
  newId,
}: PersonInput): Person {
  const { format: requestedFormat, spNameQualifier } = request?.nameIdPolicy ?? {};
  const nameId = nameIdOf({ tenant, application, user, requestedFormat, newId });
  return {
    nameId: { ...nameId, ...(spNameQualifier !== undefined && { spNameQualifier }) },
    attributes: claimsOf({ tenant, application, user, sessionMethod }),
  };
}

export interface PlanInput {
  tenant: Tenant;
  application: Application;
  user: User;
  /** Absent for a response that nobody asked for. */
  request?: AuthnRequest | undefined;
  relayState?: string | undefined;
  /** The registered reply URL that the response goes to. */
  acsUrl: string;
  audience: string;
  session: { authnInstant: Date; method: SignInMethod };
  now: Date;
  /** A new `_`+GUID; drawn for the Response, then the Assertion, then a transient NameID. */
  newId: () => string;
}

/** The response that Entra would send after a successful sign-in. */
export function planResponse(input: PlanInput): ResponsePlan {
  const { application } = input;
  const signature = entraSignature(application.signatureAlgorithm);
  return {
    ...envelope(input, input.newId()),
    destination: input.acsUrl,
    status: { code: statusCode('Success') },
    assertions: [assertionPlan(input, input.newId())],
    signing: signingPlan(application.signing, signature),
    encryption: encryptionPlan(application),
  };
}

function encryptionPlan({ encryptionCertificate: certificate }: Application): EncryptionPlan | undefined {
  return certificate === undefined ? undefined : { certificate, ...entraEncryption };
}

function assertionPlan(input: PlanInput, id: string): AssertionPlan {
  const { tenant, application, user, request, session, now, newId } = input;
  const person = personOf({ tenant, application, user, request, sessionMethod: session.method, newId });
  const notOnOrAfter = shifted(now, application.tokenLifetimeMinutes * minute);
  const data = { inResponseTo: request?.id, notOnOrAfter, recipient: input.acsUrl };
  return {
    id,
    version: '2.0',
    issueInstant: instant(now),
    issuer: issuerOf(tenant.id, application),
    subject: { nameId: person.nameId, confirmations: [{ method: confirmationMethods.bearer, data }] },
    conditions: { notBefore: shifted(now, notBeforeOffset), notOnOrAfter, audienceRestrictions: [[input.audience]] },
    attributes: person.attributes,
    authnStatements: [
      { authnInstant: instant(session.authnInstant), sessionIndex: id, classRef: classRefs[session.method] },
    ],
  };
}

export interface FailureInput {
  tenant: Tenant;
  request?: AuthnRequest | undefined;
  relayState?: string | undefined;
  acsUrl: string;
  /** Codes by URI or short name: `{ code: 'Responder', nested: 'NoPassive' }`. */
  status: StatusPlan;
  now: Date;
  newId: () => string;
}

/** The response that Entra sends when it cannot sign anybody in: no assertion, no Destination, unsigned (documented sample). */
export function failurePlan(input: FailureInput): ResponsePlan {
  const { status } = input;
  const nested = status.nested === undefined ? {} : { nested: statusCode(status.nested) };
  return {
    ...envelope(input, input.newId()),
    status: { ...status, code: statusCode(status.code), ...nested },
    assertions: [],
    signing: {},
  };
}

type Envelope = Pick<
  ResponsePlan,
  'acsUrl' | 'relayState' | 'id' | 'version' | 'issueInstant' | 'inResponseTo' | 'issuer' | 'style'
>;

function envelope(
  input: Pick<FailureInput, 'tenant' | 'request' | 'relayState' | 'acsUrl' | 'now'> &
    Partial<Pick<PlanInput, 'application'>>,
  id: string,
): Envelope {
  return {
    acsUrl: input.acsUrl,
    relayState: input.relayState,
    id,
    version: '2.0',
    issueInstant: instant(input.now),
    inResponseTo: input.request?.id,
    issuer: issuerOf(input.tenant.id, input.application),
    style: entraStyle,
  };
}
