/** Which of the trusted identity providers a message is from, and whose keys may therefore have signed it. */

import { encryptedAssertions } from '../message/encryption.ts';
import { child, children, isNamed, names, textOf } from '../message/xml.ts';
import type { Policy } from '../policy.ts';
import { embeddedCertificates, trustedKeys, type TrustedKeys } from './keys.ts';

export interface TrustedIdp {
  entityId: string;
  keys: TrustedKeys;
  /** Nobody told of it, and a forgetful service provider takes it all the same. */
  newcomer?: boolean;
}

/** Whom a service provider trusts; the first identity provider is the one that requests are sent to. */
export interface Trust {
  idp: TrustedIdp;
  otherIdps?: readonly TrustedIdp[] | undefined;
  /** This service provider's own signing certificates. */
  ownKeys?: TrustedKeys | undefined;
}

function claimedIssuer(original: Element): string | undefined {
  const bare = isNamed(original, names.assertion, 'Assertion');
  const [assertion] = bare ? [original] : children(original, names.assertion, 'Assertion');
  const closed = assertion === undefined && encryptedAssertions(original).length > 0;
  const issuer = assertion ?? (closed ? original : undefined);
  const element = issuer && child(issuer, names.assertion, 'Issuer');
  return element && textOf(element).trim();
}

/**
 * What a forgetful service provider takes an issuer for that nobody told of: a new identity provider, by the certificates that
 * the message brings. Those that belong to one that is known make none.
 */
export function newcomer(original: Element, { idp, otherIdps = [] }: Trust, policy: Policy): TrustedIdp | undefined {
  const entityId = claimedIssuer(original);
  const trusted = [idp, ...otherIdps];
  if (entityId === undefined || trusted.some((one) => one.entityId === entityId)) return undefined;
  const brought = embeddedCertificates(original);
  const known = trusted.flatMap(({ keys }) => keys.certificates);
  const strange = brought.length > 0 && !brought.some((one) => known.some(({ raw }) => raw.equals(one.raw)));
  if (!strange || !policy.forgets('issuer-known')) return undefined;
  const certificates = brought.map(({ raw }) => raw.toString('base64'));
  return { entityId, keys: trustedKeys(certificates, idp.keys.now), newcomer: true };
}

/** The identity provider that the assertion names, with its keys and no others; the first one when it names none that is trusted. */
export function idpOf(original: Element, trust: Trust, policy: Policy): TrustedIdp {
  const { idp, otherIdps = [], ownKeys } = trust;
  const added = newcomer(original, trust, policy);
  if (added !== undefined) return added;
  const issuer = otherIdps.length === 0 ? undefined : claimedIssuer(original);
  const chosen = otherIdps.find(({ entityId }) => entityId === issuer) ?? idp;
  const others = [idp, ...otherIdps].filter((one) => one !== chosen).flatMap(({ keys }) => keys.keys);
  return {
    entityId: chosen.entityId,
    keys: {
      ...chosen.keys,
      lent: [
        { check: 'key-of-issuer', keys: others },
        { check: 'own-key', keys: ownKeys?.keys ?? [] },
      ],
    },
  };
}
