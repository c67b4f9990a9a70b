/** The keys of an IdP by name: made on first use, kept in the state, handed out as KeyObjects. */

import { createPrivateKey, type KeyObject } from 'node:crypto';
import { createKeyPem, identityOf, type KeyPem, type NewCertificate } from './certificate.ts';
import { TenantError } from './errors.ts';
import type { State } from './state.ts';

/** Common name of the certificates that Entra makes for an application (reference: entra.md section 1, observed). */
export const ENTRA_COMMON_NAME = 'Microsoft Azure Federated SSO Certificate';

/** The names of the keys; the same list as KeyName in the protocol room, which this room must not import. */
const KEY_NAMES = [
  'idp',
  'idpNext',
  'stranger',
  'strangerSameSubject',
  'second',
  'sp',
  'encryptionUse',
  'removed',
  'rsa4096',
  'idpFresh',
  'expired',
] as const;
export type SigningKeyName = (typeof KEY_NAMES)[number];

/** A key pair with its certificate, as the protocol room's SigningKey. */
export interface KeyPair {
  privateKey: KeyObject;
  /** PEM with armour. */
  certificate: string;
  /** DER as one base64 line. */
  certificateBase64: string;
}

const toKeyPair = (pem: KeyPem): KeyPair => ({
  privateKey: createPrivateKey(pem.privateKey),
  certificate: pem.certificate,
  certificateBase64: pem.certificate.replace(/-----[^-]+-----|\s/g, ''),
});

/** Makes a signing key as Entra makes them: RSA 2048, self-signed, three years, no extensions. */
export function createSigningKey(wanted: NewCertificate): KeyPair {
  return toKeyPair(createKeyPem(wanted));
}

const day = 24 * 3_600_000;

/** What differs from an ordinary signing certificate of Entra. */
function peculiarities(name: string, now: Date, idpCertificate: () => string): Partial<NewCertificate> {
  switch (name) {
    case 'strangerSameSubject':
      return { identity: identityOf(idpCertificate()) };
    case 'stranger':
      return { commonName: 'Stranger Signing Certificate' };
    case 'sp':
      return { commonName: 'Service Provider Signing Certificate' };
    case 'rsa4096':
      return { bits: 4096 };
    case 'expired':
      // It ended a month ago, whatever time zone and skew its reader has.
      return { now: new Date(now.getTime() - 395 * day), days: 365 };
    default:
      return {};
  }
}

function recipe(name: SigningKeyName, now: Date, idpCertificate: () => string): NewCertificate {
  return { commonName: ENTRA_COMMON_NAME, now, ...peculiarities(name, now, idpCertificate) };
}

/** Reads a key from the state, or makes and keeps it. @throws TenantError `state-damaged` when the stored text is no key. */
export function storedKey(state: State, name: string, make: () => KeyPem): KeyPem {
  const file = `keys/${name}.json`;
  const text = state.read(file);
  if (text === undefined) {
    const pem = make();
    state.write(file, `${JSON.stringify(pem, null, 2)}\n`);
    return pem;
  }
  try {
    const pem = JSON.parse(text) as KeyPem;
    createPrivateKey(pem.privateKey);
    return { privateKey: pem.privateKey, certificate: pem.certificate };
  } catch (cause) {
    throw new TenantError(
      'state-damaged',
      `${state.folder ?? 'The state'}: ${file} holds no readable key. Restore it, or delete it and configure the SP again.`,
      { cause },
    );
  }
}

/**
 * The keys of this state. Making one takes a tenth of a second (a second for 4096 bits); afterwards it is a map look-up.
 * @param now the clock, read when a certificate is made
 */
export function keyring(state: State, now: () => Date): (name: SigningKeyName) => KeyPair {
  const made = new Map<SigningKeyName, KeyPair>();
  const get = (name: SigningKeyName): KeyPair => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const pem = storedKey(state, name, () => createKeyPem(recipe(name, now(), () => get('idp').certificate)));
    const pair = toKeyPair(pem);
    made.set(name, pair);
    return pair;
  };
  return get;
}

/**
 * Keys by names that come and go: `tenant-<id>` of a further tenant (made on first use), `certificate-<thumbprint>` of an
 * application, `authority` that signs certificates on request.
 * @throws TenantError `state-damaged` for an application's key that is not in the state
 */
export function namedKeys(state: State, now: () => Date): (name: string) => KeyPair {
  const made = new Map<string, KeyPair>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const pair = toKeyPair(
      storedKey(state, name, () => {
        if (name.startsWith('tenant-')) return createKeyPem({ commonName: ENTRA_COMMON_NAME, now: now() });
        throw new TenantError('state-damaged', `The state has no key «${name}»; import the certificate again.`);
      }),
    );
    made.set(name, pair);
    return pair;
  };
}

/** The harness's own certificate authority, made on first use. */
export function authorityKey(state: State, now: () => Date): KeyPem {
  return storedKey(state, 'authority', () =>
    createKeyPem({ commonName: 'samlproof Certificate Authority', now: now(), isAuthority: true }),
  );
}

/** The certificate of an https IdP for the given host names, made on first use. */
export function tlsKey(state: State, now: () => Date, hosts: string[]): KeyPem {
  const all = [...new Set(['localhost', '127.0.0.1', '::1', ...hosts])];
  return storedKey(state, `tls-${all.join('_').replaceAll(/[^\w.-]/g, '-')}`, () =>
    createKeyPem({ commonName: 'samlproof', now: now(), hosts: all, days: 398 }),
  );
}
