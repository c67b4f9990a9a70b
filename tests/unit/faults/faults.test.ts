/** Deviations that the checker cannot see through: keys, canaries, deliveries. */

import { createHmac, verify, X509Certificate } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { foreignRelayState } from '../../../idp/faults/addressing.ts';
import { hmacForged, publicBytes } from '../../../idp/faults/hmac.ts';
import { canonicalFormOf } from '../../../idp/protocol/algorithms.ts';
import { canonicalText } from '../../../idp/protocol/sign-text.ts';
import { findAll, findFirst, innerOf, outerOf, textOf } from '../../../idp/protocol/xml-text.ts';
import type { Case } from '../../../scenarios/case.ts';
import { allCases, facts, generated, keyring } from '../cases/generated.ts';
import { plan } from '../protocol/fixture.ts';

async function messageOf(id: string): Promise<{ xml: string; one: Case }> {
  const one = (await allCases()).find((each) => each.id === id);
  if (!one) throw new Error(`no case ${id}`);
  return { one, xml: (await generated(one)).xml };
}

test('an HMAC forgery verifies for whoever takes the public bytes for a secret', async () => {
  const { xml } = await messageOf('signature/alg-hmac-key-confusion@certificate-pem-newline');
  const [info] = findAll(xml, 'SignedInfo');
  const form = canonicalFormOf('http://www.w3.org/2001/10/xml-exc-c14n#');
  if (!info || !form) throw new Error('no SignedInfo');
  const key = publicBytes(keyring('idp').certificateBase64, 'certificate-pem-newline');
  const value = createHmac('sha256', key)
    .update(canonicalText(xml, info, form, []))
    .digest('base64');
  const [found] = findAll(xml, 'SignatureValue');
  expect(found && innerOf(xml, found)).toBe(value);
  expect(xml).toContain(facts().victim.nameId.value);
  expect(Object.keys(hmacForged('sha1', 'key-der'))).toEqual(['plan']);
});

test('the six forms of the public bytes differ, and the PEM is the one that people hold', () => {
  const { certificate, certificateBase64 } = keyring('idp');
  const forms = [
    'certificate-pem',
    'certificate-pem-newline',
    'certificate-der',
    'key-pem',
    'key-pem-newline',
    'key-der',
  ] as const;
  const bytes = forms.map((form) => publicBytes(certificateBase64, form).toString('latin1'));
  expect(new Set(bytes).size).toBe(forms.length);
  expect(bytes[1]).toBe(certificate.replaceAll('\r', ''));
});

test('outbound canaries stand where a careless reader would follow them', async () => {
  const { canaryUrl } = facts();
  expect((await messageOf('signature/tf-xslt')).xml).toContain(`document('${canaryUrl}')`);
  expect((await messageOf('parser/external-http')).xml).toContain(`SYSTEM "${canaryUrl}"`);
});

function foreignRelayStateFor(canaryUrl: string, acsUrl: string): string | undefined {
  const honest = plan();
  const own = { ...facts(), plan: honest, issueHonest: () => '' };
  return foreignRelayState().plan?.(honest, { ...own, canaryUrl, sp: { ...own.sp, acsUrl } }).relayState;
}

test('a foreign RelayState names another host than the SP, on one machine too', () => {
  const canary = 'http://127.0.0.1:4711/canary/a1';
  expect(foreignRelayStateFor(canary, 'http://localhost:3000/acs')).toBe(canary);
  expect(foreignRelayStateFor(canary, 'https://sp.example/acs')).toBe(canary);
  // Ports make no host: mod_auth_mellon goes to any port of its own.
  expect(foreignRelayStateFor(canary, 'http://127.0.0.1:8801/acs')).toBe('http://localhost:4711/canary/a1');
  expect(foreignRelayStateFor('https://own.example/c', 'https://own.example/acs')).toBe('https://own.example/c');
});

test('messages of an attacker name the victim, and nobody else does', async () => {
  const forged =
    /^(wrapping\/(?!root-attr|dup-attr)|claims\/takeover-nameid|signature\/(other-idp|sp-own|removed|unsigned|stripped|wrong-key|keyinfo-|encryption-use|unknown-issuer|tf-xpath-run|tamper-(nameid|digest)|replayed|alg-(hmac|empty|null)|c14n-void|ref-(metadata|object|file|manifest)|ref-other-element@attributes)|parser\/(digest|doctype-rewritten@forged|markup-rewritten|ns-redeclare|signedinfo))/;
  const { victim, subject } = facts();
  for (const one of (await allCases()).filter(({ mutation, area }) => mutation && area !== 'structure')) {
    const { xml } = await generated(one);
    const nameId = findFirst(xml, 'NameID');
    if (!nameId) continue;
    const names = findAll(xml, 'NameID').map((span) => textOf(xml, span));
    if (one.area === 'session' || one.identity) continue;
    expect(names.includes(victim.nameId.value), one.id).toBe(forged.test(one.id));
    const asIs = !forged.test(one.id) && !/entity|external|jit-create|laughs|quadratic|nameid-empty/.test(one.id);
    if (asIs) expect(names[0], one.id).toBe(subject.nameId.value);
  }
});

test('of two SignedInfo the genuine one is what was signed as it is written, for who canonicalizes the other one alone', async () => {
  const { publicKey } = new X509Certificate(Buffer.from(keyring('idp').certificateBase64, 'base64'));
  for (const [id, genuine] of Object.entries({ 'forged-first': 1, 'forged-last': 0 })) {
    const { xml } = await messageOf(`parser/signedinfo-multiple@${id}`);
    const [value] = findAll(xml, 'SignatureValue');
    const signature = Buffer.from(value ? innerOf(xml, value) : '', 'base64');
    const written = findAll(xml, 'SignedInfo').map((span) => Buffer.from(outerOf(xml, span)));
    const held = written.map((text) => verify('RSA-SHA256', text, publicKey, signature));
    expect(held, id).toEqual([0, 1].map((index) => index === genuine));
  }
});
