/** The NameID: source attribute, configured format, and the format that the request asks for. */

import { createHash } from 'node:crypto';
import type { NameIdFormatName, User } from '../tenant/model.ts';
import { switchesOf } from '../tenant/switches.ts';
import { ClaimError } from './errors.ts';
import { sourceValue } from './source.ts';
import { acceptsMissingInput } from './transformations.ts';
import { conditionalValues, drawnFrom, type ClaimContext } from './value.ts';

export const nameIdFormats = {
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  windowsDomainQualifiedName: 'urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName',
} as const;

/** The user has no value for the NameID's source: Entra answers AADSTS501241 instead of a response. */
export class NameIdSourceMissing extends ClaimError {
  constructor(source: string, userPrincipalName: string) {
    super(
      '501241',
      `Mandatory input ${source} for the NameID is missing for ${userPrincipalName}: ` +
        'give the user a value or choose another source for the Unique User Identifier.',
    );
    this.name = 'NameIdSourceMissing';
  }
}

export interface NameIdInput extends ClaimContext {
  /** Format URI of the request's NameIDPolicy; it wins over the configuration (documented). */
  requestedFormat?: string | undefined;
  /** Draws the value of a transient NameID; without it one is derived, and stays the same. */
  newId?: (() => string) | undefined;
}

/**
 * The NameID of a user for an application.
 * @throws NameIdSourceMissing when the source has no value; ClaimError when a transformation cannot work
 */
export function nameIdOf(input: NameIdInput): { value: string; format: string } {
  const { application, user } = input;
  const { source, format: configured } = application.nameId;
  const asked = requested(input.requestedFormat);
  const format = asked ?? (configured === 'default' ? defaultFormat(source) : configured);
  const pairwise = pairwiseId(user.id, application.appId);
  if (format === 'transient') {
    return {
      value: input.newId?.() ?? `_${pairwiseId(`transient:${user.id}`, application.appId)}`,
      format: nameIdFormats.transient,
    };
  }
  const { unspecifiedNameId, persistentNameId } = switchesOf(input.tenant, application);
  const asksForPairwise =
    asked === 'persistent' ||
    (asked === 'unspecified' && unspecifiedNameId === 'pairwise') ||
    (asked === undefined && format === 'persistent' && persistentNameId === 'pairwise');
  if (asksForPairwise || source.toLowerCase() === 'user.pairwiseid') {
    return { value: pairwise, format: nameIdFormats[format] };
  }
  const value = configuredValue(input);
  // Documented: what a transformation made unusable is replaced by the pairwise identifier.
  return value === undefined
    ? { value: pairwise, format: nameIdFormats.persistent }
    : { value, format: nameIdFormats[format] };
}

/** The value of the configured source, or undefined when transformations made nothing usable of it. */
function configuredValue(input: NameIdInput): string | undefined {
  const { nameId } = input.application;
  const conditional = conditionalValues(nameId.conditions ?? [], input, true)?.[0];
  if (conditional !== undefined) return legal(conditional);
  const [first] = nameId.transformations ?? [];
  const [own] = sourceValue(input.user, input.tenant, nameId.source, input.application);
  if (own === undefined && !(first !== undefined && acceptsMissingInput(first.function))) {
    throw new NameIdSourceMissing(nameId.source, input.user.userPrincipalName);
  }
  if (first === undefined) return own;
  try {
    const [value] = drawnFrom(nameId, input, true);
    return value === undefined ? undefined : legal(value);
  } catch (error) {
    // An input that a transformation cannot work on leaves no value either.
    if (error instanceof ClaimError && error.number === '50124') return undefined;
    throw error;
  }
}

/** What may stand in a NameID: not blank, at most 256 characters (SAML Core section 8.3.7), all allowed in XML. */
function legal(value: string): string | undefined {
  const allowed = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
  return value.trim() === '' || value.length > 256 || !allowed.test(value) ? undefined : value;
}

type Format = Exclude<NameIdFormatName, 'default'>;

/** A request for `unspecified` leaves the choice of value to the configuration (observed in 2025), the format is echoed. */
function requested(uri: string | undefined): Format | undefined {
  const entry = Object.entries(nameIdFormats).find(([, known]) => known === uri);
  return entry?.[0] as Format | undefined;
}

/** Names that look like addresses are sent as emailAddress (observed), everything else as unspecified. */
function defaultFormat(source: string): Format {
  const name = source.toLowerCase();
  if (name === 'user.pairwiseid') return 'persistent';
  return name === 'user.userprincipalname' || name === 'user.mail' ? 'emailAddress' : 'unspecified';
}

/** Opaque, stable for one user and application, 43 URL-safe characters like Entra's samples. */
export function pairwiseId(userId: User['id'], appId: string): string {
  return createHash('sha256').update(`${userId}|${appId}`).digest('base64url');
}
