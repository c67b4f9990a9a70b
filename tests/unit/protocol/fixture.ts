/** Inputs for the tests of the response path: a tenant, an application, keys, a clock and ids that always say the same. */

import type { Facts, KeyName, Keyring, ResponsePlan, SigningKey } from '../../../idp/protocol/types.ts';
import { personOf, planResponse, type PlanInput } from '../../../idp/protocol/plan.ts';
import type { Application, Tenant, User } from '../../../idp/tenant/model.ts';
import { defaultTenant } from '../../../idp/tenant/default-tenant.ts';
import { createSigningKey } from '../../../idp/tenant/keys.ts';

export const now = new Date('2026-11-22T08:30:00.125Z');
export const acsUrl = 'https://notes.example/saml/acs?connection=contoso&x=1';
export const entityId = 'https://notes.example/saml';

export const tenant: Tenant = defaultTenant();
export const [subject, victim] = tenant.users as [User, User];

export const application: Application = {
  appId: '11112222-3333-4444-5555-666677778888',
  displayName: 'Notes',
  identifiers: [entityId],
  replyUrls: [acsUrl],
  enabled: true,
  assignmentRequired: true,
  assignments: [{ principalId: subject.id }, { principalId: victim.id }],
  nameId: { source: 'user.userprincipalname', format: 'default' },
  basicClaims: true,
  claims: [],
  signing: 'assertion',
  signatureAlgorithm: 'rsa-sha256',
  tokenLifetimeMinutes: 60,
};

const made = new Map<KeyName, SigningKey>();

/** Keys made once a worker. */
export const keyring: Keyring = (name) => {
  const known = made.get(name) ?? createSigningKey({ commonName: `Test ${name}`, now });
  made.set(name, known);
  return known;
};

/** Identifiers in a fixed sequence. */
export function ids(): () => string {
  let count = 0;
  return () => `_00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`;
}

export function plan(changes: Partial<PlanInput> = {}): ResponsePlan {
  return planResponse({
    tenant,
    application,
    user: subject,
    request: { id: '_request1', issuer: entityId, hasSubject: false, hasSignature: false },
    relayState: 'state & <more>',
    acsUrl,
    audience: entityId,
    session: { authnInstant: new Date('2026-11-22T08:00:00.000Z'), method: 'Password' },
    now,
    newId: ids(),
    ...changes,
  });
}

export function planFor(changes: Partial<Application>): ResponsePlan {
  return plan({ application: { ...application, ...changes } });
}

export function facts(): Omit<Facts, 'plan' | 'issueHonest'> {
  const { certificateBase64 } = keyring('idp');
  return {
    now,
    request: { id: '_request1', issuer: entityId, relayState: 'state' },
    sp: { entityId, acsUrl, clockSkewSeconds: 180 },
    idp: {
      entityId: `https://sts.windows.net/${tenant.id}/`,
      tenantId: tenant.id,
      baseUrl: 'http://127.0.0.1:7463',
      certificateBase64,
      metadata: () => '<none/>',
      signedLogout: () => 'SAMLResponse=none',
    },
    subject: personOf({ tenant, application, user: subject }),
    victim: personOf({ tenant, application, user: victim }),
    canaryUrl: 'http://127.0.0.1:1/',
    newId: ids(),
    random: (bytes) => Buffer.alloc(bytes, 7),
  };
}

/** Freezes all plain data below a value, so that any write throws. KeyObjects and functions are left alone. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !Buffer.isBuffer(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
