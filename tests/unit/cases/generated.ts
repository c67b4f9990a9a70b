/** Generates the message of a case as the IdP would send it, and reads it as the checker does. */

import { checkDelivery } from '../../../checker/check.ts';
import type { CheckContext } from '../../../checker/context.ts';
import { logoutOfAnother } from '../../../idp/protocol/logout-plan.ts';
import { logoutQuery } from '../../../idp/protocol/logout-query.ts';
import { renderLogout } from '../../../idp/protocol/logout.ts';
import { issue, type Issued } from '../../../idp/protocol/issue.ts';
import type { Facts, Keyring, ResponsePlan } from '../../../idp/protocol/types.ts';
import { keyring as stateKeyring } from '../../../idp/tenant/keys.ts';
import { memoryState } from '../../../idp/tenant/state.ts';
import type { Case } from '../../../scenarios/case.ts';
import { loadCatalogue } from '../../../scenarios/catalogue.ts';
import type { Application } from '../../../idp/tenant/model.ts';
import { certificatesOf, decryptionKeyOf, encryptionCertificates } from './sp-keys.ts';
import {
  acsUrl,
  application,
  deepFreeze,
  entityId,
  facts as fixtureFacts,
  now,
  plan,
  ids,
  tenant,
} from '../protocol/fixture.ts';
import { signedMetadata } from './signed-metadata.ts';

export const keyring: Keyring = stateKeyring(memoryState(), () => now);

/** Of everything in an earlier answer. */
const earlierId = '_22222222-0000-4000-8000-000000000000';
const newEarlierId = (): string => earlierId;

/** A claim that the honest plan carries, so that a case can leave it out. */
export const requiredClaims = ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'];

export async function allCases(): Promise<Case[]> {
  return (await loadCatalogue({ requiredClaims, clockSkewSeconds: 180 })).cases;
}

/** A genuine message of single logout, as whoever signs out of another application gets one. */
function signedLogout(): string {
  const plan = logoutOfAnother({ tenant, application, location: '', now, newId: ids() });
  return logoutQuery(plan, renderLogout(plan), keyring);
}

export function facts(): Omit<Facts, 'plan' | 'issueHonest'> {
  const known = fixtureFacts();
  let count = 0;
  // Another sequence than the plan's own identifiers: a deviation must never meet them again.
  const newId = (): string => `_11111111-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
  const sp = { ...known.sp, encryptionCertificates };
  const { certificateBase64 } = keyring('idp');
  const metadata = (): string => signedMetadata(known.idp.baseUrl, keyring);
  return { ...known, sp, newId, idp: { ...known.idp, certificateBase64, metadata, signedLogout } };
}

/** What a case about the usual algorithm differs from is an identity provider that is set to another. */
function shapeOf({ shape, catalogueId }: Case): Partial<Application> {
  const [certificate = ''] = encryptionCertificates;
  return {
    signing: shape?.signing ?? 'assertion',
    signatureAlgorithm: catalogueId === 'alg.rsa2048-sha256' ? 'rsa-sha1' : 'rsa-sha256',
    ...(shape?.encryption === 'on' ? { encryptionCertificate: certificate } : {}),
  };
}

/** The message of a case in the shape that it asks for; every input is frozen, so a mutation that writes throws. */
export async function generated(one: Case, changes: { skewSeconds?: number } = {}): Promise<Issued> {
  const honest = deepFreeze(plan({ application: { ...application, ...shapeOf(one) } }));
  const known = facts();
  const sp = { ...known.sp, clockSkewSeconds: changes.skewSeconds ?? known.sp.clockSkewSeconds };
  const earlier = earlierOf(one);
  return await issue({ honest, mutation: one.mutation, facts: deepFreeze({ ...known, sp, earlier }), keyring });
}

/** The answer that came before, where the procedure has one: to the same request, or to one before it. */
function earlierOf(one: Case): ResponsePlan {
  const request = { id: one.procedure?.kind === 'signInTwice' ? '_request0' : '_request1', issuer: entityId };
  const known = { hasSubject: false, hasSignature: false };
  return plan({
    application: { ...application, ...shapeOf(one) },
    request: { ...request, ...known },
    newId: newEarlierId,
  });
}

export const context: CheckContext = {
  now,
  skewSeconds: 180,
  trustedCertificates: [keyring('idp').certificate],
  idpEntityId: facts().idp.entityId,
  sp: { entityId, acsUrl },
  requestId: '_request1',
  requiredClaims,
  decryptionKey: decryptionKeyOf({}),
  seenAssertionIds: [earlierId],
  singleValuedClaims: requiredClaims,
};

/**
 * What the service provider is set to where the case needs it: a request for a fresh sign-in (the fixture's is half an hour
 * old), mail domains (other cases play with addresses).
 */
export function settingsOf({ needs = [] }: Pick<Case, 'needs'>): {
  requestedForceAuthn?: boolean;
  entitledDomains?: string[];
} {
  return {
    ...(needs.includes('force-authn') ? { requestedForceAuthn: true } : {}),
    ...(needs.includes('entitled-domains') ? { entitledDomains: ['contoso.com'] } : {}),
  };
}

/** What the service provider of one case knows: keys that it was told of, and the key that its message is encrypted to. */
export function contextOf(one: Case): CheckContext {
  return {
    ...context,
    trustedCertificates: certificatesOf(one, keyring),
    decryptionKey: decryptionKeyOf(one),
    ...settingsOf(one),
  };
}

export function defectsOf(issued: Issued, changes: Partial<CheckContext> = {}): string[] {
  const { method, fields, action } = issued.post;
  return checkDelivery({ method, fields, action }, { ...context, ...changes })
    .map(({ code }) => code)
    .sort();
}

/** Exchanges in which no response answers the one request of the fixture. */
const otherwise = ['logout', 'unsolicited', 'twoRequests'];

/** Cases whose own exchange carries a response of ours, honest or not; logout messages have tests of their own. */
export function sends(one: Case): boolean {
  return !otherwise.includes(one.procedure?.kind ?? '') && (one.mutation !== undefined || one.expect === 'accept');
}
