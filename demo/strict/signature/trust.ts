/** Which of the trusted identity providers a message is from, and whose keys may therefore have signed it. */

import { encryptedAssertions } from '../message/encryption.ts';
import { child, children, isNamed, names, textOf } from '../message/xml.ts';
import type { TrustedKeys } from './keys.ts';

export interface TrustedIdp {
  entityId: string;
  keys: TrustedKeys;
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

/** The identity provider that the assertion names, with its keys and no others; the first one when it names none that is trusted. */
export function idpOf(original: Element, { idp, otherIdps = [], ownKeys }: Trust): TrustedIdp {
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
