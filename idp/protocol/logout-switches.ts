/** Every point of single logout where Entra's behaviour is inferred or told in two ways, with its default (reference: entra.md section 8). */

import type { LogoutSettings } from '../tenant/model.ts';

interface LogoutSwitch {
  name: keyof LogoutSettings;
  default: boolean;
  /** What the default does, and what the other value does. */
  meaning: string;
  evidence: 'documented' | 'observed' | 'inferred' | 'conflicting';
}

export const logoutSwitches: LogoutSwitch[] = [
  {
    name: 'signRequests',
    default: true,
    meaning:
      'LogoutRequests carry a signature in the query string, because Profiles 4.4.4.1 makes one by the front channel worthless without; off: they carry none.',
    evidence: 'inferred',
  },
  {
    name: 'signResponses',
    default: false,
    meaning: 'LogoutResponses are not signed, as users of libraries that demand it report; on: they are.',
    evidence: 'observed',
  },
  {
    name: 'lowerCaseEscapes',
    default: false,
    meaning:
      'Percent escapes in query strings are in upper case; on: in lower case, signed as they are written, as .NET does.',
    evidence: 'observed',
  },
  {
    name: 'matchNameId',
    default: false,
    meaning:
      'The NameID of a LogoutRequest is not considered, as the note on the documentation page says; on: another one is refused with AADSTS50070, as its table says.',
    evidence: 'conflicting',
  },
  {
    name: 'matchSessionIndex',
    default: false,
    meaning:
      'The SessionIndex of a LogoutRequest is not considered, as it is missing from the documented sample; on: an unknown one is refused with AADSTS50070.',
    evidence: 'inferred',
  },
  {
    name: 'broadcastToInitiator',
    default: false,
    meaning: 'LogoutRequests go to the other applications of the session; on: to the one that began as well (hostile).',
    evidence: 'observed',
  },
  {
    name: 'refuseResponses',
    default: false,
    meaning: 'The LogoutResponse of an application is taken; on: it is refused as unsupported (hostile).',
    evidence: 'observed',
  },
];

const defaults = Object.fromEntries(logoutSwitches.map((one) => [one.name, one.default])) as Required<LogoutSettings>;

/** The switches in effect for an application. */
export function logoutSettings({ logout }: { logout?: LogoutSettings }): Required<LogoutSettings> {
  return { ...defaults, ...logout };
}
