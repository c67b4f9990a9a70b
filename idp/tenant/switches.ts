/** Every point where Entra's behaviour is inferred or told in two ways, as a named switch: one table, printed by reports and read by the tenant. */

import { pageSwitches, requestSwitches, responseSwitches } from './switch-rows.ts';
import { logoutSwitches } from './switch-rows-logout.ts';

/** The values in effect. A tenant or a single application may set any of them (`switches:` in the tenant file or in a target's `idp:`). */
export interface Switches {
  audiencePrefix: 'spn' | 'none';
  conditionsWindow: 'observed' | 'documented' | 'withSkew';
  confirmationWindow: 'observed' | 'documented';
  requestedContextEchoed: boolean;
  replyUrlIndex: 'ignored' | 'honoured';
  replyUrlWildcards: boolean;
  staleRequests: 'ignored' | 'refused';
  destination: 'ignored' | 'checked';
  spNameQualifier: 'echoed' | 'refused';
  authnContext: 'session' | 'ignored';
  errorResponses: 'documented' | 'always' | 'never';
  expiredVerificationCertificates: 'accepted' | 'refused';
  inactiveCertificatesInMetadata: boolean;
  metadataSigningKey: 'application' | 'tenant';
  passwords: 'whenSet' | 'always' | 'never';
  staySignedIn: 'asked' | 'skipped';
  missingInput: 'refuse' | 'omit';
  unspecifiedNameId: 'source' | 'pairwise';
  persistentNameId: 'source' | 'pairwise';
  groupsPosition: 'core' | 'last';
  encryptionContent: 'aes256-cbc' | 'aes256-gcm' | 'aes128-cbc' | 'aes128-gcm';
  encryptionKey: 'rsa-oaep-mgf1p' | 'rsa-oaep' | 'rsa-1_5';
  unknownIssuer: 'current' | 'older' | 'misconfigured';
  undeflatedRedirects: 'accepted' | 'refused';
  commonEntityId: 'tenantid' | 'tenant';
  foreignSession: 'ignored' | 'refused';
  signLogoutRequests: boolean;
  signLogoutResponses: boolean;
  sessionIndexInLogoutRequests: boolean;
  lowerCaseEscapes: boolean;
  matchLogoutNameId: boolean;
  matchSessionIndex: boolean;
  broadcastToInitiator: boolean;
  refuseLogoutResponses: boolean;
}

/** documented, observed in published artefacts, inferred, or sources that disagree. */
export type Evidence = 'documented' | 'observed' | 'inferred' | 'conflicting';

export interface Switch {
  name: string;
  default: string | boolean;
  allowed: (string | boolean)[];
  /** What the default does, and what the other values do. */
  meaning: string;
  evidence: Evidence;
}

interface TypedSwitch<Name extends keyof Switches> extends Switch {
  name: Name;
  default: Switches[Name];
  allowed: Switches[Name][];
}

export type Row = { [Name in keyof Switches]: TypedSwitch<Name> }[keyof Switches];

/** Every switch, in the order of documentation and reports. */
export const switches: Row[] = [...requestSwitches, ...responseSwitches, ...pageSwitches, ...logoutSwitches];

const defaults = Object.fromEntries(switches.map((one) => [one.name, one.default])) as unknown as Switches;

/** The values in effect: the application's, else the tenant's, else the defaults. */
export function switchesOf(
  tenant: { switches?: Partial<Switches> },
  application?: { switches?: Partial<Switches> },
): Switches {
  if (tenant.switches === undefined && application?.switches === undefined) return defaults;
  return { ...defaults, ...tenant.switches, ...application?.switches };
}

/** What is wrong with switches that somebody wrote, each with its path below `switches`; an empty list when nothing is. */
export function switchMistakes(given: Record<string, unknown>): string[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const known = switches.find((one) => one.name === name);
    if (known === undefined) return [`${name}: unknown; there are ${switches.map((one) => one.name).join(', ')}`];
    const allowed: unknown[] = known.allowed;
    return allowed.includes(value)
      ? []
      : [`${name}: expected one of ${allowed.join(', ')}, found ${(JSON.stringify(value) ?? 'nothing').slice(0, 60)}`];
  });
}
