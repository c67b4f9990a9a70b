/** The service provider under test: reads its profile, says every mistake at once, and fills in what was left to defaults. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ClaimRule, NameIdRule, SignatureAlgorithm, SigningOption } from '../idp/tenant/model.ts';
import { claimSettingsOf, type ClaimSettings } from '../idp/tenant/single-sign-on.ts';
import type { Capability } from './capabilities.ts';
import type { VariantFacts } from './case.ts';
import type { PageCondition, PageProbe, Step } from './drive/driver.ts';
import type { Network } from './drive/http-network.ts';
import { authorizationMistakes, stepMistakes } from './target-rules.ts';
import { dotted, parseProfile, ProfileError, schemaMistakes, type Mistake } from './target-mistakes.ts';
import { readMetadata, type SpFacts } from './target-metadata.ts';
import { fillEnvironment } from './target-template.ts';
import type { TargetProfile } from './target.types.ts';

export { UnreachableError } from './target-metadata.ts';
export { ProfileError } from './target-mistakes.ts';
export { fillTemplates } from './target-template.ts';
export type { TargetProfile } from './target.types.ts';

/** What the profile says about the single sign-on page; absent `signing` and `encryption` were not stated. */
export interface TargetIdp {
  nameId: NameIdRule;
  /** Whether Entra's default claims are emitted. */
  defaults: boolean;
  claims: ClaimRule[];
  /** The other settings of the claims, as they are called in tenant.yaml too. */
  settings?: ClaimSettings;
  signing: SigningOption;
  signatureAlgorithm: SignatureAlgorithm;
  encryption: 'off' | 'on';
  second: boolean;
  /** Id or domain of the directory; absent: the first one. */
  tenant?: string;
  /** Certificates beside the active one that the SP has taken over. */
  certificates?: NonNullable<NonNullable<TargetProfile['idp']>['certificates']>;
  /** Mail domains that the SP takes addresses of from this identity provider; absent: not stated. */
  domains?: string[];
}

export type Policy = Required<NonNullable<TargetProfile['policy']>>;

/** A target profile, checked and with its defaults; text still holds `{{user.*}}` and `{{tenant.*}}` templates. */
export interface Target {
  /** Absolute path of the profile. */
  file: string;
  /** `sha256:` and hex over the profile as written; secrets of the environment are not part of it. */
  profileDigest: string;
  name: string;
  authorization?: string;
  sp: SpFacts;
  signIn: { startUrl: string; steps: Step[] };
  afterSignIn: Step[];
  protectedPage: {
    url: string;
    signedIn: PageCondition;
    signedOut?: PageCondition;
    identity?: PageProbe;
    attributes?: PageProbe;
  };
  signOut?: { url: string };
  /** User principal names. */
  users: { subject: string; victim: string };
  idp: TargetIdp;
  /** What the profile really stated; applicability rests on it, defaults do not count. */
  explicit: { signing?: SigningOption; encryption?: 'off' | 'on' };
  capabilities: Capability[];
  clockSkewSeconds: number;
  hooks: NonNullable<TargetProfile['hooks']>;
  knownFailures: NonNullable<TargetProfile['knownFailures']>;
  limits: { stepSeconds: number; workers: number; pauseMs: number };
  policy: Policy;
  /** Values of the environment that are never to be written anywhere. */
  secrets: string[];
}

/** The positions taken where published texts disagree, unless the profile states another (catalogue.md, «Conflicts»). */
export const defaultPolicy: Policy = {
  unsignedAssertion: 'metadata',
  expiredIdpCertificate: 'warn',
  missingNameId: 'accept',
  missingIssuerFormat: 'accept',
  rsaSha1: 'reject',
  emptyDoctype: 'able',
  unsolicited: 'either',
  clockSkew: 'profile',
};

/** What reading a profile depends on beside the file; for tests. */
export interface LoadOptions {
  env?: Record<string, string | undefined>;
  /** How the SP's metadata is fetched; default: what the environment says. */
  network?: Network;
}

/**
 * Reads a target profile (YAML or JSON).
 * @throws {ProfileError} with every mistake, each with its path; exit code 3
 * @throws {UnreachableError} when the profile is right so far and the SP's metadata URL gives no answer; exit code 2
 */
export async function loadTarget(path: string, options: LoadOptions = {}): Promise<Target> {
  const file = resolve(path);
  const parsed = parseProfile(await readProfile(file, path));
  const mistakes: Mistake[] = [...parsed.mistakes];
  const add = (at: (string | number)[], message: string): void => {
    const line = parsed.lineOf(at);
    mistakes.push({ path: dotted(at), message, ...(line === undefined ? {} : { line }) });
  };
  if (mistakes.length) throw new ProfileError(path, mistakes);

  const secrets: string[] = [];
  const data = fillAll(parsed.data, [], options.env ?? process.env, secrets, add);
  for (const mistake of schemaMistakes(data)) add(mistake.path, mistake.message);
  for (const mistake of authorizationMistakes(data)) add(mistake.path, mistake.message);
  for (const mistake of stepMistakes(data)) add(mistake.path, mistake.message);
  const sp = await spOf(data, file, path, mistakes, options.network);
  for (const mistake of sp.mistakes) add(mistake.path, mistake.message);
  if (mistakes.length || !sp.facts) throw new ProfileError(path, mistakes);
  return withDefaults(data as TargetProfile, {
    file,
    sp: sp.facts,
    secrets,
    profileDigest: digestOf(parsed.data),
  });
}

/** An SP that does not answer is told only of a profile without mistakes: those are mended first. */
async function spOf(
  data: unknown,
  file: string,
  path: string,
  mistakes: Mistake[],
  network: Network | undefined,
): ReturnType<typeof readMetadata> {
  try {
    return await readMetadata(data, dirname(file), network);
  } catch (error) {
    if (mistakes.length) throw new ProfileError(path, mistakes, { cause: error });
    throw error;
  }
}

async function readProfile(file: string, path: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : String(cause);
    throw new ProfileError(path, [{ path: '', message: `cannot be read: ${reason}` }], { cause });
  }
}

function fillAll(
  value: unknown,
  at: (string | number)[],
  env: Record<string, string | undefined>,
  secrets: string[],
  add: (at: (string | number)[], message: string) => void,
): unknown {
  if (typeof value === 'string') {
    const filled = fillEnvironment(value, dotted(at), env);
    for (const message of filled.mistakes) add(at, message);
    secrets.push(...filled.secrets);
    return filled.text;
  }
  if (Array.isArray(value)) return value.map((one, index) => fillAll(one, [...at, index], env, secrets, add));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, fillAll(one, [...at, key], env, secrets, add)]),
  );
}

function digestOf(data: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(data)).digest('hex')}`;
}

/** Every default in one place. Users are those of the demo tenant; 180 s is the lower bound of SAML2Int SDP-G01. */
function withDefaults(
  profile: TargetProfile,
  known: Pick<Target, 'file' | 'sp' | 'secrets' | 'profileDigest'>,
): Target {
  const { signIn, protectedPage, idp = {} } = profile;
  return {
    ...known,
    name: profile.name,
    ...(profile.authorization === undefined ? {} : { authorization: profile.authorization }),
    signIn: { startUrl: signIn.startUrl, steps: signIn.steps ?? [] },
    afterSignIn: profile.afterSignIn ?? [],
    protectedPage,
    ...(profile.signOut === undefined ? {} : { signOut: profile.signOut }),
    users: {
      subject: profile.users?.subject ?? 'b.simon@contoso.com',
      victim: profile.users?.victim ?? 'v.ictim@contoso.com',
    },
    idp: {
      nameId: { source: 'user.userprincipalname', format: 'default', ...idp.nameId },
      defaults: idp.defaults ?? true,
      claims: idp.claims ?? [],
      settings: claimSettingsOf(idp),
      signing: idp.signing ?? 'assertion',
      signatureAlgorithm: idp.signatureAlgorithm ?? 'rsa-sha256',
      encryption: idp.encryption ?? 'off',
      second: idp.second ?? false,
      certificates: idp.certificates ?? [],
      ...(idp.tenant === undefined ? {} : { tenant: idp.tenant }),
      ...(idp.domains === undefined ? {} : { domains: idp.domains }),
    },
    explicit: {
      ...(idp.signing === undefined ? {} : { signing: idp.signing }),
      ...(idp.encryption === undefined ? {} : { encryption: idp.encryption }),
    },
    capabilities: profile.capabilities ?? [],
    // SAML2Int SDP-G01 knows three to five minutes; 180 s puts the probes at 120 s and 360 s, inside and outside of both.
    clockSkewSeconds: profile.policy?.clockSkew === 'saml2int' ? 180 : (profile.clockSkewSeconds ?? 180),
    hooks: profile.hooks ?? {},
    knownFailures: profile.knownFailures ?? [],
    limits: { stepSeconds: 15, workers: 1, pauseMs: 0, ...profile.limits },
    policy: { ...defaultPolicy, ...profile.policy },
  };
}

/** What variants of cases depend on. Claims are named as the attribute in the message is. */
export function variantFactsOf(target: Target): VariantFacts {
  const required = target.idp.claims.filter((claim) => claim.required);
  return {
    requiredClaims: required.map(({ name, namespace }) => (namespace ? `${namespace}/${name}` : name)),
    clockSkewSeconds: target.clockSkewSeconds,
  };
}
