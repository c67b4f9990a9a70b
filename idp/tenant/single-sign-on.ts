/** The single sign-on settings of an application, called the same in target profiles and in tenant.yaml, with Entra's defaults. */

import type {
  Application,
  ClaimCondition,
  ClaimRule,
  Group,
  NameIdRule,
  SignatureAlgorithm,
  SigningOption,
  Tenant,
} from './model.ts';

/** Settings that the model calls the same; a list, so that none is forgotten on the way. */
const sameInModel = [
  'audience',
  'groupClaim',
  'optionalClaims',
  'customSigningKey',
  'issuerWithApplicationId',
  'includeAttributeNameFormat',
  'claimsPolicy',
  'switches',
  'verification',
  'conditionalAccess',
  'replyUrlIndexes',
] as const;

/** Those settings, each absent unless stated. */
export type ClaimSettings = Partial<Pick<Application, (typeof sameInModel)[number]>>;

/** What a file says; everything absent has Entra's default. */
export interface SingleSignOnSpec extends ClaimSettings {
  nameId?: Partial<NameIdRule>;
  claims?: ClaimRule[];
  /** False drops Entra's default claims. */
  defaults?: boolean;
  signing?: SigningOption;
  signatureAlgorithm?: SignatureAlgorithm;
  encryption?: 'on' | 'off';
}

type SingleSignOn = ClaimSettings &
  Pick<Application, 'nameId' | 'basicClaims' | 'claims' | 'signing' | 'signatureAlgorithm'>;

/** The group's id; files may also say its display name. What names no group stays as it is, and is a mistake later. */
export function groupId(groups: Group[], name: string): string {
  const named = groups.find(({ id }) => id === name) ?? groups.find(({ displayName }) => displayName === name);
  return named?.id ?? name;
}

function withGroupIds<Rule extends { conditions?: ClaimCondition[] }>(rule: Rule, groups: Group[]): Rule {
  if (rule.conditions === undefined) return rule;
  const conditions = rule.conditions.map((condition) =>
    condition.groups === undefined
      ? condition
      : { ...condition, groups: condition.groups.map((name) => groupId(groups, name)) },
  );
  return { ...rule, conditions };
}

/** Only the settings that the model calls the same. */
export function claimSettingsOf(spec: ClaimSettings): ClaimSettings {
  const given = sameInModel.filter((name) => spec[name] !== undefined).map((name) => [name, spec[name]]);
  return Object.fromEntries(given) as ClaimSettings;
}

/** Entra's defaults with what the file says instead. `groups` are those of the tenant: conditions may call them by name. */
export function singleSignOnOf(spec: SingleSignOnSpec = {}, groups: Group[] = []): SingleSignOn {
  return {
    ...claimSettingsOf(spec),
    nameId: withGroupIds<NameIdRule>({ source: 'user.userprincipalname', format: 'default', ...spec.nameId }, groups),
    basicClaims: spec.defaults ?? true,
    claims: (spec.claims ?? []).map((rule) => withGroupIds(rule, groups)),
    signing: spec.signing ?? 'assertion',
    signatureAlgorithm: spec.signatureAlgorithm ?? 'rsa-sha256',
  };
}

/** Says what is wrong with the claims of an application. Given in by the caller: the tenant room knows no claims. */
export type CheckClaims = (application: Application, tenant: Tenant) => { path: string; message: string }[];
