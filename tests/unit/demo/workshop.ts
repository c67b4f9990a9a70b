/** Makes messages with the real IdP and hands them to our own service provider, without a server for the latter. */

import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { CheckName, StrictnessName } from '../../../demo/index.ts';
import { createPolicy, Refusal } from '../../../demo/strict/policy.ts';
import { receive, type ServiceProvider } from '../../../demo/strict/receive.ts';
import { trustedKeys } from '../../../demo/strict/signature/keys.ts';
import { createReplayCache, createSessions } from '../../../demo/strict/site/sessions.ts';
import { createSigningKey } from '../../../idp/tenant/keys.ts';
import { secondEntityId } from '../../../idp/protocol/second-idp.ts';
import { startIdp, type ArmSpec, type Mutation, type RunningIdp } from '../../../idp/index.ts';

export const entityId = 'https://sp.example/saml/metadata';
export const acsUrl = 'https://sp.example/saml/acs';
export const subject = 'b.simon@contoso.com';
export const victim = 'v.ictim@contoso.com';

const encryption = ['first', 'second'].map((commonName) => createSigningKey({ commonName, now: new Date() }));

export function startWorkshopIdp(): Promise<RunningIdp> {
  return startIdp({
    state: 'memory',
    baseUrl: 'http://127.0.0.1:0',
    targets: [
      {
        name: 'Workshop',
        entityId,
        acsUrls: [acsUrl],
        idp: {
          nameId: { source: 'user.mail', format: 'emailAddress' },
          claims: [{ name: 'email', source: 'user.mail', required: true }],
        },
        users: [subject, victim],
        encryptionCertificates: encryption.map(({ certificate }) => certificate),
        encryptionCertificate: encryption[0]?.certificate ?? '',
      },
    ],
  });
}

export interface Message {
  requestId: string;
  form: Record<string, unknown>;
  binding?: 'post' | 'get';
  /** Its request asked for a fresh sign-in. */
  fresh?: boolean;
}

/** The IdP's answer to one request. */
export async function answerOf(idp: RunningIdp, spec: ArmSpec & { mutation?: Mutation } = {}): Promise<Message> {
  const requestId = `_${randomBytes(16).toString('hex')}`;
  const { token, cookie } = await idp.arm({ application: entityId, ...spec });
  if (spec.unsolicited !== true) {
    const xml =
      '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"' +
      ` ID="${requestId}" Version="2.0" IssueInstant="${new Date().toISOString()}">` +
      `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${entityId}</saml:Issuer></samlp:AuthnRequest>`;
    const query = new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64') });
    const page = await fetch(`${idp.ssoUrl}?${query}`, {
      // A connection that idles while messages are judged may be closed by the other side.
      // A deviation may make the answer a link, which leads to a service provider that is not there.
      redirect: 'manual',
      headers: { cookie: `${cookie.name}=${cookie.value}`, connection: 'close' },
    });
    await page.text();
  }
  const answer = idp.transcript(token)?.answers[0];
  if (answer === undefined) throw new Error(`no answer: ${JSON.stringify(idp.transcript(token))}`);
  const form: Record<string, unknown> = {};
  for (const [name, value] of answer.post.fields) form[name] = name in form ? [form[name], value].flat() : value;
  return { requestId, form, binding: answer.post.method };
}

export interface Bench {
  sp: ServiceProvider;
  /** Hands a message over in a browser that made its request. Gives the identity, or the check that refused. */
  post: (message: Message, alsoAsked?: string[]) => Promise<{ nameId: string } | { refusedBy: string }>;
}

/** Our own service provider with these checks forgotten. */
export function bench(
  idp: Pick<RunningIdp, 'entityId' | 'certificate'>,
  forget: CheckName[] = [],
  overStrict: StrictnessName[] = [],
  change: Partial<ServiceProvider> = {},
): Bench {
  const policy = createPolicy(forget, overStrict);
  const sp: ServiceProvider = {
    entityId,
    acsUrl,
    idp: { entityId: idp.entityId, keys: trustedKeys([idp.certificate()]) },
    otherIdps: [{ entityId: secondEntityId, keys: trustedKeys([idp.certificate('second')]) }],
    ownKeys: trustedKeys([idp.certificate('sp')]),
    decryptionKeys: encryption.map(({ privateKey }) => privateKey),
    owners: new Map([subject, victim].map((name) => [name, idp.entityId])),
    clock: { now: () => new Date(), toleranceSeconds: 180 },
    unsolicited: true,
    requiredClaims: ['email'],
    closedDirectory: undefined,
    sessions: createSessions(policy),
    replayed: createReplayCache(),
    fetchEntity: () => Promise.resolve(''),
    policy,
    ...change,
  };
  return {
    sp,
    post: async ({ form, requestId, binding, fresh }, alsoAsked = []) => {
      const session = sp.sessions.create();
      for (const id of [requestId, ...alsoAsked]) {
        const freshAfter = fresh === true ? sp.clock.now() : undefined;
        sp.sessions.addRequest(session, { id, relayState: 'state', target: '/me', freshAfter });
      }
      try {
        const { account } = await receive(form, session, sp, binding);
        return { nameId: account.nameId };
      } catch (error) {
        if (error instanceof Refusal) return { refusedBy: error.check };
        throw error;
      }
    },
  };
}

/** Only the name of whoever was let in, or `refused`. */
export async function letIn(bench: Bench, message: Message): Promise<string> {
  const outcome = await bench.post(message);
  return 'nameId' in outcome ? outcome.nameId : 'refused';
}
