/** Inspections of the SP's metadata. */

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { attributeOf, findAll, innerOf, localName, rootOf } from '../../idp/protocol/xml-text.ts';
import type { InspectionFinding } from '../case.ts';
import type { Evidence } from '../observation.ts';

/** The findings of the metadata; null when the profile names none. */
function inMetadata(look: (xml: string, evidence: Evidence) => InspectionFinding[]) {
  return (evidence: Evidence): InspectionFinding[] | null => {
    const { metadata } = evidence;
    return metadata ? look(metadata.xml, evidence) : null;
  };
}

export const metadataSchema = inMetadata((xml, { metadata }) => {
  const findings = (metadata?.findings ?? []).map(({ message }) => ({ message }));
  const root = rootOf(xml);
  const name = root ? localName(root.name) : 'nothing';
  const roles = findAll(xml, 'SPSSODescriptor').length;
  return [
    ...findings,
    ...(name === 'EntityDescriptor'
      ? []
      : [{ message: 'the root element is another one', expected: 'EntityDescriptor', actual: name }]),
    ...(roles === 1
      ? []
      : [{ message: 'the number of SPSSODescriptor elements is wrong', expected: '1', actual: String(roles) }]),
  ];
});

/** RFC 3986 section 4.3: a scheme, then anything but white space; `urn:` names count. */
export const metadataEntityId = inMetadata((xml) => {
  const descriptor = findAll(xml, 'EntityDescriptor')[0];
  const id = (descriptor && attributeOf(xml, descriptor, 'entityID')) ?? '';
  const findings: InspectionFinding[] = [];
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(id)) {
    findings.push({ message: 'the entityID is not an absolute URI', expected: 'https://… or urn:…', actual: id });
  }
  if (id.length > 256) {
    const actual = `${id.length} characters`;
    findings.push({ message: 'the entityID is too long', expected: '256 characters at most', actual });
  }
  return findings;
});

export const metadataHttps = inMetadata((xml) =>
  ['AssertionConsumerService', 'SingleLogoutService'].flatMap((service) =>
    findAll(xml, service)
      .flatMap((span) => [attributeOf(xml, span, 'Location'), attributeOf(xml, span, 'ResponseLocation')])
      .filter((location) => location !== undefined && !location.startsWith('https://'))
      .map((location) => ({
        message: `a ${service} is not on https`,
        expected: 'https://…',
        actual: location ?? '',
      })),
  ),
);

const httpPost = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

export const metadataAcsPresent = inMetadata((xml) => {
  const bindings = findAll(xml, 'AssertionConsumerService').flatMap((span) => attributeOf(xml, span, 'Binding') ?? []);
  if (bindings.includes(httpPost)) return [];
  const message = 'no AssertionConsumerService takes messages by HTTP-POST';
  return [{ message, expected: httpPost, actual: bindings.join(', ') || 'none' }];
});

export const metadataAcsIndex = inMetadata((xml) => {
  const spans = findAll(xml, 'AssertionConsumerService');
  const indices = spans.map((span) => attributeOf(xml, span, 'index') ?? '(none)');
  const defaults = spans.filter((span) => /^(true|1)$/.test(attributeOf(xml, span, 'isDefault') ?? ''));
  const twice = indices.find((index, at) => indices.indexOf(index) !== at);
  return [
    ...(twice === undefined ? [] : [{ message: 'two endpoints have one index', actual: twice }]),
    ...(defaults.length <= 1 ? [] : [{ message: 'several endpoints are the default', expected: 'one at most' }]),
  ];
});

/** Whoever signs, or takes logout messages, whose answers are signed, needs a key that the other side knows. */
export const metadataSigningKey = inMetadata((xml, { requests, target }) => {
  const signs =
    requests.some(({ request, signature }) => request.hasSignature || signature !== undefined) ||
    target.capabilities.includes('single-logout');
  const keys = findAll(xml, 'KeyDescriptor').filter((span) => attributeOf(xml, span, 'use') !== 'encryption');
  return signs && keys.length === 0 ? [{ message: 'it signs messages and publishes no signing key' }] : [];
});

export const metadataKeyStrength = inMetadata((xml) =>
  findAll(xml, 'X509Certificate').flatMap((span) => {
    let key: X509Certificate['publicKey'];
    try {
      key = new X509Certificate(Buffer.from(innerOf(xml, span), 'base64')).publicKey;
    } catch {
      return [{ message: 'a published certificate cannot be read' }];
    }
    const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
    const weakRsa = modulusLength !== undefined && modulusLength < 2048;
    const weakCurve = namedCurve !== undefined && Number(/\d+/.exec(namedCurve)?.[0] ?? 0) < 256;
    const expected = 'RSA of 2048 bits, or a curve of 256, at least';
    const actual = `${key.asymmetricKeyType ?? 'key'} ${modulusLength ?? namedCurve ?? ''}`;
    return weakRsa || weakCurve ? [{ message: 'a published key is too short', expected, actual }] : [];
  }),
);

const year = 366 * 24 * 3_600_000;

export const metadataValidUntil = inMetadata((xml, { control }) => {
  const root = rootOf(xml);
  const until = root && attributeOf(xml, root, 'validUntil');
  const now = Date.parse(control?.trail.at(-1)?.at ?? '');
  const expected = 'an instant within a year';
  if (until === undefined) return [{ message: 'the metadata say no validUntil', expected, actual: 'none' }];
  const left = Date.parse(until) - now;
  if (Number.isNaN(now) || (left > 0 && left <= year)) return [];
  const message = left <= 0 ? 'the metadata have ended' : 'the metadata hold for too long';
  return [{ message, expected, actual: until }];
});

export const metadataWantAssertionsSigned = inMetadata((xml) => {
  const role = findAll(xml, 'SPSSODescriptor')[0];
  const stated = role && attributeOf(xml, role, 'WantAssertionsSigned');
  const message = 'the metadata leave open whether assertions must be signed';
  return stated === undefined ? [{ message, expected: 'WantAssertionsSigned="true" or "false"', actual: 'none' }] : [];
});

const secretParts = ['P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'];

/** In armour, as an RSA key pair of XKMS, or in the place of a certificate. */
export const metadataNoPrivateKey = inMetadata((xml) => {
  const armoured = /-----BEGIN [A-Z ]*PRIVATE KEY-----/.exec(xml)?.[0];
  const pair = findAll(xml, 'RSAKeyPair').length > 0 && secretParts.some((name) => findAll(xml, name).length > 0);
  const misplaced = findAll(xml, 'X509Certificate').some((span) => isPrivateKey(innerOf(xml, span)));
  const actual = armoured ?? (pair ? 'an RSAKeyPair' : misplaced ? 'a private key in X509Certificate' : undefined);
  const message = 'the metadata hold a private key, which everybody has read by now';
  return actual === undefined ? [] : [{ message, expected: 'certificates only', actual }];
});

function isPrivateKey(base64: string): boolean {
  const key = Buffer.from(base64, 'base64');
  return (['pkcs8', 'pkcs1', 'sec1'] as const).some((type) => {
    try {
      createPrivateKey({ key, format: 'der', type });
      return true;
    } catch {
      return false;
    }
  });
}
