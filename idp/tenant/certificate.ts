/** Makes X.509 certificates with node-forge around RSA keys of node:crypto. */

import {
  constants,
  createPrivateKey,
  generateKeyPairSync,
  privateEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type Forge from 'node-forge';
import { loadForge } from './forge.ts';

/** Names, serial number and validity of an existing certificate, to be copied into another. */
export interface CertificateIdentity {
  subject: Forge.pki.CertificateField[];
  issuer: Forge.pki.CertificateField[];
  serial: string;
  notBefore: Date;
  notAfter: Date;
}

export interface NewCertificate {
  commonName: string;
  /** Beginning of the validity; milliseconds are dropped because X.509 instants have none. */
  now: Date;
  /** Hexadecimal; 16 random bytes when absent, as Entra's are. */
  serial?: string;
  /** Takes names, serial number and validity from another certificate instead. */
  identity?: CertificateIdentity;
  /** Length of the RSA modulus; default 2048. */
  bits?: number;
  /** Length of the validity; default exactly three years. */
  days?: number;
  /** Issuer that signs; default the new key itself. */
  authority?: KeyPem;
  /** Makes a certificate authority. */
  isAuthority?: boolean;
  /** DNS names and addresses for a TLS server; absent for a signing certificate, which has no extensions at all. */
  hosts?: string[];
}

/** A private key as PEM (PKCS #8) with its self-signed certificate as PEM. */
export interface KeyPem {
  privateKey: string;
  certificate: string;
}

function threeYearsAfter(instant: Date): Date {
  const end = new Date(instant);
  end.setUTCFullYear(end.getUTCFullYear() + 3);
  return end;
}

function randomSerial(): string {
  const bytes = randomBytes(16);
  // A DER integer with its highest bit set would be negative (RFC 5280 section 4.1.2.2 wants a positive one).
  bytes.writeUInt8((bytes.readUInt8(0) & 0x7f) | 0x40, 0);
  return bytes.toString('hex');
}

/** Reads what `strangerSameSubject` copies. */
export function identityOf(certificatePem: string): CertificateIdentity {
  const certificate = loadForge().pki.certificateFromPem(certificatePem);
  return {
    subject: certificate.subject.attributes,
    issuer: certificate.issuer.attributes,
    serial: certificate.serialNumber,
    notBefore: certificate.validity.notBefore,
    notAfter: certificate.validity.notAfter,
  };
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}

function serverExtensions(hosts: string[]): object[] {
  const altNames = hosts.map((host) => (isAddress(host) ? { type: 7, ip: host } : { type: 2, value: host }));
  return [
    { name: 'basicConstraints', cA: false },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames },
  ];
}

const authorityExtensions = [
  { name: 'basicConstraints', cA: true, critical: true },
  { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
];

/** What stands in front of a SHA-256 digest in a PKCS #1 v1.5 signature (RFC 8017 section 9.2, note 1). */
const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Signs for node-forge with OpenSSL, because forge's own arithmetic takes twenty times as long. */
function nativeSigner(key: KeyObject): Forge.pki.rsa.PrivateKey {
  const sign = (digest: Forge.md.MessageDigest): string => {
    const info = Buffer.concat([sha256Prefix, Buffer.from(digest.digest().getBytes(), 'latin1')]);
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info).toString('latin1');
  };
  return { sign } as unknown as Forge.pki.rsa.PrivateKey;
}

function signed(privateKey: KeyObject, publicKeyPem: string, wanted: NewCertificate): string {
  const notBefore = new Date(Math.floor(wanted.now.getTime() / 1000) * 1000);
  const names = [{ shortName: 'CN', value: wanted.commonName }];
  const identity: CertificateIdentity = wanted.identity ?? {
    subject: names,
    issuer: names,
    serial: wanted.serial ?? randomSerial(),
    notBefore,
    notAfter:
      wanted.days === undefined
        ? threeYearsAfter(notBefore)
        : new Date(notBefore.getTime() + wanted.days * 24 * 3_600_000),
  };
  const forge = loadForge();
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKeyPem);
  certificate.serialNumber = identity.serial;
  certificate.validity.notBefore = identity.notBefore;
  certificate.validity.notAfter = identity.notAfter;
  certificate.setSubject(identity.subject);
  certificate.setIssuer(identity.issuer);
  if (wanted.hosts !== undefined) certificate.setExtensions(serverExtensions(wanted.hosts));
  if (wanted.isAuthority === true) certificate.setExtensions(authorityExtensions);
  if (wanted.authority !== undefined) {
    certificate.setIssuer(forge.pki.certificateFromPem(wanted.authority.certificate).subject.attributes);
  }
  const signer = wanted.authority === undefined ? privateKey : createPrivateKey(wanted.authority.privateKey);
  certificate.sign(nativeSigner(signer), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}

/** A new RSA key with a self-signed certificate (sha256WithRSAEncryption). */
export function createKeyPem(wanted: NewCertificate): KeyPem {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: wanted.bits ?? 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = signed(createPrivateKey(pair.privateKey), pair.publicKey, wanted);
  return { privateKey: pair.privateKey, certificate };
}
