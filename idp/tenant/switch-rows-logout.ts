/** The switches of single logout; section 8 of the fact sheet on Entra. */

import type { Row } from './switches.ts';

const onOff = [false, true];

export const logoutSwitches: Row[] = [
  {
    name: 'signLogoutRequests',
    default: true,
    allowed: onOff,
    meaning:
      'LogoutRequests carry a signature in the query string, because Profiles 4.4.4.1 makes one by the front channel worthless without; off: they carry none (section 8).',
    evidence: 'inferred',
  },
  {
    name: 'signLogoutResponses',
    default: false,
    allowed: onOff,
    meaning: 'LogoutResponses are not signed, as users of libraries that demand it report; on: they are (section 8).',
    evidence: 'observed',
  },
  {
    name: 'sessionIndexInLogoutRequests',
    default: true,
    allowed: onOff,
    meaning:
      'LogoutRequests name the session beside the NameID; off: the NameID alone. No sample of one is published (section 8).',
    evidence: 'inferred',
  },
  {
    name: 'lowerCaseEscapes',
    default: false,
    allowed: onOff,
    meaning:
      'Percent escapes in the query strings of logout messages are in upper case; on: in lower case, signed as they are written, as .NET does (section 8).',
    evidence: 'observed',
  },
  {
    name: 'matchLogoutNameId',
    default: false,
    allowed: onOff,
    meaning:
      'The NameID of a LogoutRequest is not considered, as the note on the documentation page says; on: another one is refused with AADSTS50070, as its table says (section 8).',
    evidence: 'conflicting',
  },
  {
    name: 'matchSessionIndex',
    default: false,
    allowed: onOff,
    meaning:
      'The SessionIndex of a LogoutRequest is not considered, as it is missing from the documented sample; on: an unknown one is refused with AADSTS50070 (section 8).',
    evidence: 'inferred',
  },
  {
    name: 'broadcastToInitiator',
    default: false,
    allowed: onOff,
    meaning:
      'LogoutRequests go to the other applications of the session; on: to the one that began as well (hostile; section 8).',
    evidence: 'observed',
  },
  {
    name: 'refuseLogoutResponses',
    default: false,
    allowed: onOff,
    meaning:
      'The LogoutResponse of an application is taken; on: it is refused as unsupported, AADSTS75003 (hostile; section 8).',
    evidence: 'observed',
  },
];
