/** How many signed responses a second: ours, samlify's with the same content, and bare RSA-2048 signatures as the ceiling. */

import { randomUUID, sign } from 'node:crypto';
import samlifyPackage from 'samlify';
import { claimsOf } from '../../idp/claims/claims.ts';
import { issuerOf } from '../../idp/claims/issuer.ts';
import { issue } from '../../idp/protocol/issue.ts';
import { personOf, planResponse } from '../../idp/protocol/plan.ts';
import type { Facts, SigningKey } from '../../idp/protocol/types.ts';
import { defaultTenant } from '../../idp/tenant/default-tenant.ts';
import { createSigningKey } from '../../idp/tenant/keys.ts';
import { ensureUser } from '../../idp/tenant/directory.ts';
import type { Application } from '../../idp/tenant/model.ts';
import { registerTarget } from '../../idp/tenant/registration.ts';

// CommonJS whose names Node cannot all see from outside.
const { Constants, IdentityProvider, SamlLib, ServiceProvider } = samlifyPackage;

const entityId = 'https://sp.example/saml';
const acsUrl = 'https://sp.example/saml/acs';
const email = 'b.simon@contoso.com';

export interface IssueRates {
  /** Whole honest responses: planned, rendered, signed, as a form post. */
  perSecond: number;
  /** Bare RSA-2048 signatures with SHA-256 over a SignedInfo's worth of bytes. */
  rsaPerSecond: number;
  samlifyPerSecond: number;
}

/** Rates from one process, one thread: medians of short alternating rounds, so that a busy machine slows all alike. Ten seconds. */
export async function benchIssue(rounds = 25, millisecondsARound = 120): Promise<IssueRates> {
  const key = createSigningKey({ commonName: 'Bench', now: new Date() });
  const work = { perSecond: ours(key), rsaPerSecond: bareRsa(key), samlifyPerSecond: samlify(key) };
  const rates = { perSecond: [] as number[], rsaPerSecond: [] as number[], samlifyPerSecond: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    for (const name of Object.keys(rates) as (keyof IssueRates)[]) {
      const rate = await rateOf(work[name], millisecondsARound);
      if (round >= 0) rates[name].push(rate);
    }
  }
  return {
    perSecond: median(rates.perSecond),
    rsaPerSecond: median(rates.rsaPerSecond),
    samlifyPerSecond: median(rates.samlifyPerSecond),
  };
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0);
}

async function rateOf(once: () => Promise<unknown> | void, milliseconds: number): Promise<number> {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < milliseconds) {
    await once();
    count += 1;
  }
  return (count * 1000) / (performance.now() - start);
}

function bareRsa(key: SigningKey): () => void {
  const bytes = Buffer.alloc(700, 'a');
  return () => void sign('sha256', bytes, key.privateKey);
}

const tenant = defaultTenant();
const user = ensureUser(tenant, email);
const application: Application = registerTarget(tenant, { name: 'Bench', entityId, acsUrls: [acsUrl], users: [email] });

function newId(): string {
  return `_${randomUUID()}`;
}

function ours(key: SigningKey): () => Promise<unknown> {
  const person = personOf({ tenant, application, user });
  const facts: Omit<Facts, 'plan' | 'issueHonest'> = {
    now: new Date(),
    sp: { entityId, acsUrl, clockSkewSeconds: 180 },
    idp: {
      entityId: issuerOf(tenant.id),
      tenantId: tenant.id,
      baseUrl: '',
      certificateBase64: key.certificateBase64,
      metadata: () => '',
      signedLogout: () => '',
    },
    subject: person,
    victim: person,
    canaryUrl: '',
    newId,
    random: (bytes) => Buffer.alloc(bytes),
  };
  return () => {
    const now = new Date();
    const honest = planResponse({
      tenant,
      application,
      user,
      request: { id: newId(), issuer: entityId, hasSubject: false, hasSignature: false },
      relayState: 'state',
      acsUrl,
      audience: entityId,
      session: { authnInstant: now, method: 'Password' },
      now,
      newId,
    });
    return issue({ honest, facts, keyring: () => key });
  };
}

/** samlify as its documentation says, with a template that carries the claims that ours carries. */
function samlify(key: SigningKey): () => Promise<unknown> {
  const claims = claimsOf({ tenant, application, user, sessionMethod: 'Password' });
  const attributes = claims.map(({ name }, index) => ({
    name,
    valueTag: `claim${index}`,
    nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
    valueXsiType: 'xs:string',
  }));
  const values = Object.fromEntries(claims.map((claim, index) => [`attrClaim${index}`, claim.values[0] ?? '']));
  const binding = Constants.namespace.binding.post;
  const idp = IdentityProvider({
    entityID: issuerOf(tenant.id),
    privateKey: key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    signingCert: key.certificate,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    nameIDFormat: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
    singleSignOnService: [{ Binding: binding, Location: 'https://idp.example/saml2' }],
    loginResponseTemplate: { ...SamlLib.defaultLoginResponseTemplate, attributes },
  });
  const sp = ServiceProvider({
    entityID: entityId,
    wantAssertionsSigned: true,
    assertionConsumerService: [{ Binding: binding, Location: acsUrl }],
  });
  const requestInfo = { extract: { request: { id: '_request' } } };
  return () => {
    const now = new Date().toISOString();
    const later = new Date(Date.now() + 300_000).toISOString();
    const id = newId();
    const tags = {
      ...values,
      ID: id,
      AssertionID: newId(),
      Destination: acsUrl,
      Audience: entityId,
      SubjectRecipient: acsUrl,
      Issuer: issuerOf(tenant.id),
      IssueInstant: now,
      StatusCode: Constants.StatusCode.Success,
      ConditionsNotBefore: now,
      ConditionsNotOnOrAfter: later,
      SubjectConfirmationDataNotOnOrAfter: later,
      NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      NameID: email,
      InResponseTo: '_request',
      AuthnStatement: '',
    };
    return idp.createLoginResponse(
      sp,
      requestInfo,
      'post',
      { email },
      {
        customTagReplacement: (template) => ({ id, context: SamlLib.replaceTagsByValue(template, tags) }),
      },
    );
  };
}
