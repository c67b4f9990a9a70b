/** The NameID: source attribute, configured format, and the format that the request asks for. */

import { createHash } from 'node:crypto';
import type { Application, NameIdFormatName, Tenant, User } from '../tenant/model.ts';
import { sourceValue } from './source.ts';

export const nameIdFormats = {
  emailAddress: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  windowsDomainQualifiedName: 'urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName',
} as const;

/** The user has no value for the NameID's source: Entra answers AADSTS501241 instead of a response. */
export class NameIdSourceMissing extends Error {
  readonly code = 'AADSTS501241';
  constructor(source: string, userPrincipalName: string) {
    super(
      `Mandatory input ${source} for the NameID is missing for ${userPrincipalName}: ` +
        'give the user a value or choose another source for the Unique User Identifier.',
    );
    this.name = 'NameIdSourceMissing';
  }
}

export interface NameIdInput {
  tenant: Tenant;
  application: Application;
  user: User;
  /** Format URI of the request's NameIDPolicy; it wins over the configuration (documented). */
  requestedFormat?: string | undefined;
  /** Draws the value of a transient NameID; without it one is derived, and stays the same. */
  newId?: (() => string) | undefined;
}

/** The NameID of a user for an application. Throws NameIdSourceMissing when the source has no value. */
export function nameIdOf(input: NameIdInput): { value: string; format: string } {
  const { tenant, application, user } = input;
  const { source, format: configured } = application.nameId;
  const format = requested(input.requestedFormat) ?? (configured === 'default' ? defaultFormat(source) : configured);
  const value = (): string => {
    const [first] = sourceValue(user, tenant, source, application);
    if (first === undefined) throw new NameIdSourceMissing(source, user.userPrincipalName);
    return first;
  };
  if (source.toLowerCase() === 'user.pairwiseid' || format === 'persistent') {
    return { value: pairwiseId(user.id, application.appId), format: nameIdFormats[format] };
  }
  if (format === 'transient') {
    return {
      value: input.newId?.() ?? `_${pairwiseId(`transient:${user.id}`, application.appId)}`,
      format: nameIdFormats.transient,
    };
  }
  return { value: value(), format: nameIdFormats[format] };
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
export function pairwiseId(userId: string, appId: string): string {
  return createHash('sha256').update(`${userId}|${appId}`).digest('base64url');
}
