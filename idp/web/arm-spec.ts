/** Reads what somebody wants to arm from JSON, naming every mistake with its path. */

import { findApplication, findUser } from '../tenant/directory.ts';
import { validateOverride } from '../protocol/override.ts';
import type { ArmSpec } from './exchanges.ts';
import type { Idp } from './idp.ts';

export const MAX_TIMES = 100_000;

/** What cannot be armed, and every reason. */
export class ArmError extends Error {
  readonly code = 'exchange-invalid';
  readonly mistakes: string[];

  constructor(mistakes: string[]) {
    super(`The exchange cannot be armed: ${mistakes.join('; ')}`);
    this.name = 'ArmError';
    this.mistakes = mistakes;
  }
}

type Check = (value: unknown, idp: Idp) => string[];

const found = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 80);

const text: Check = (value) =>
  typeof value === 'string' && value !== '' ? [] : [`expected a text, found ${found(value)}`];
const flag: Check = (value) => (typeof value === 'boolean' ? [] : [`expected true or false, found ${found(value)}`]);

const oneOf =
  (...allowed: string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value)
      ? []
      : [`expected one of ${allowed.join(', ')}, found ${found(value)}`];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectOf =
  (properties: Record<string, Check>, required: string[] = []): Check =>
  (value, idp) => {
    if (!isObject(value)) return [`expected an object, found ${found(value)}`];
    const missing = required.filter((name) => !(name in value)).map((name) => `${name} is missing`);
    return [...missing, ...check(value, properties, idp)];
  };

function check(value: Record<string, unknown>, properties: Record<string, Check>, idp: Idp): string[] {
  return Object.entries(value).flatMap(([name, one]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (property === undefined) return [`/${name}: unknown; allowed: ${Object.keys(properties).join(', ')}`];
    return property(one, idp).map((mistake) =>
      mistake.startsWith('/') ? `/${name}${mistake}` : `/${name}: ${mistake}`,
    );
  });
}

/** A claims object is an override with nothing else; the paths of its mistakes begin alike. */
const claims: Check = (value) => validateOverride({ claims: value }).map((mistake) => mistake.replace(/^\/claims/, ''));

const caseId: Check = (value, idp) => {
  const mistakes = text(value, idp);
  if (mistakes.length > 0 || idp.catalogue.mutationOf(String(value)) !== undefined) return mistakes;
  const known = idp.catalogue.list().length;
  return known === 0
    ? ['this IdP has no catalogue of cases (it runs alone); use «plan» instead']
    : [`no case ${found(value)} in the catalogue of ${known}; GET /control/cases lists them`];
};

const user: Check = (value, idp) => {
  const mistakes = text(value, idp);
  if (mistakes.length > 0 || findUser(idp.tenant, String(value)) !== undefined) return mistakes;
  return [
    `no user ${found(value)} in the directory; there are ${idp.tenant.users.map((one) => one.userPrincipalName).join(', ')}`,
  ];
};

const application: Check = (value, idp) => {
  const mistakes = text(value, idp);
  if (mistakes.length > 0 || findApplication(idp.tenant, String(value)) !== undefined) return mistakes;
  const known = idp.tenant.applications.flatMap(({ identifiers }) => identifiers);
  return [`no application ${found(value)}; registered: ${known.join(', ') || 'none'}`];
};

const earlier: Check = (value, idp) => {
  const mistakes = text(value, idp);
  if (mistakes.length > 0 || idp.exchanges.get(String(value))?.transcript.answers.length) return mistakes;
  return [`expected the token of an exchange that was answered, found ${found(value)}`];
};

const times: Check = (value) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_TIMES
    ? []
    : [`expected a whole number from 1 to ${MAX_TIMES}, found ${found(value)}`];

const anyText: Check = (value) => (typeof value === 'string' ? [] : [`expected a text, found ${found(value)}`]);

const logout = objectOf({
  hold: flag,
  sign: flag,
  lowerCaseEscapes: flag,
  status: text,
  nameId: anyText,
  sessionIndex: (value, idp) => (value === null ? [] : anyText(value, idp)),
  notOnOrAfter: text,
});

const properties: Record<string, Check> = {
  case: caseId,
  user,
  claims,
  plan: (value) => validateOverride(value),
  shape: objectOf({ signing: oneOf('assertion', 'response', 'both'), encryption: oneOf('on', 'off') }),
  match: objectOf({ issuer: text }, ['issuer']),
  times,
  application,
  hold: flag,
  unsolicited: flag,
  over: oneOf('page', 'nothing'),
  relayState: anyText,
  earlier,
  logout,
};

/** @throws ArmError with every mistake; an empty or absent body arms an honest sign-in */
export function readArmSpec(json: unknown, idp: Idp): ArmSpec {
  if (json === undefined || json === null) return {};
  if (!isObject(json)) throw new ArmError([`/: expected an object, found ${found(json)}`]);
  const mistakes = check(json, properties, idp);
  if (json['unsolicited'] === true && json['application'] === undefined) {
    mistakes.push('/application: an unsolicited answer needs one: the entity id of the application that it goes to');
  }
  if (mistakes.length > 0) throw new ArmError(mistakes);
  return json;
}
