/** Two real SP libraries are configured from our metadata, both forms, and sign a person in, encrypted and not. */

import { DOMParser } from '@xmldom/xmldom';
import { SAML, type Profile } from '@node-saml/passport-saml';
import { expect, test } from '@playwright/test';
import samlify from 'samlify';
import type { RunningIdp } from '../../../idp/index.ts';
import { createSigningKey } from '../../../idp/tenant/keys.ts';
import { simonsName, submit } from '../web/person.ts';
import { acsUrl, entityId, notes, open, withIdp } from '../web/sp-side.ts';

const encryption = createSigningKey({ commonName: 'SP encryption', now: new Date() });
const privateKey = encryption.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** What passport-saml's documentation has people copy out of the metadata by hand. */
function readMetadata(xml: string): { entryPoint: string; idpCert: string[] } {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  const [role] = Array.from(document.getElementsByTagName('IDPSSODescriptor'));
  const [sso] = Array.from(role?.getElementsByTagName('SingleSignOnService') ?? []);
  const certificates = Array.from(role?.getElementsByTagName('X509Certificate') ?? []);
  return { entryPoint: sso?.getAttribute('Location') ?? '', idpCert: certificates.map((one) => one.textContent ?? '') };
}

/** A person follows the library's redirect and picks an account. */
async function response(idp: RunningIdp, url: string): Promise<string> {
  const answered = await submit(idp, await open(url), { user: simonsName });
  expect(answered.form?.action).toBe(acsUrl);
  return answered.form?.fields['SAMLResponse'] ?? '';
}

async function byPassportSaml(idp: RunningIdp, metadata: string): Promise<Profile | null> {
  const saml = new SAML({
    ...readMetadata(metadata),
    issuer: entityId,
    callbackUrl: acsUrl,
    audience: entityId,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: 5000,
    decryptionPvk: privateKey,
  });
  const url = await saml.getAuthorizeUrlAsync('rs', undefined, {});
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: await response(idp, url) });
  return profile;
}

async function bySamlify(idp: RunningIdp, metadata: string, encrypted: boolean): Promise<unknown> {
  samlify.setSchemaValidator({ validate: () => Promise.resolve('not validated here') });
  const party = samlify.IdentityProvider({ metadata, isAssertionEncrypted: encrypted });
  const sp = samlify.ServiceProvider({
    entityID: entityId,
    assertionConsumerService: [{ Binding: samlify.Constants.namespace.binding.post, Location: acsUrl }],
    encPrivateKey: privateKey,
    wantAssertionsSigned: true,
  });
  const { context } = sp.createLoginRequest(party, 'redirect');
  const { extract } = await sp.parseLoginResponse(party, 'post', {
    body: { SAMLResponse: await response(idp, context) },
  });
  return extract.nameID;
}

for (const form of ['entra', 'saml'] as const) {
  for (const mode of ['off', 'on'] as const) {
    test(`${form} metadata, encryption ${mode}: passport-saml and samlify sign in`, async () => {
      const target = { ...notes, encryptionCertificate: encryption.certificate, idp: { encryption: mode } };
      await withIdp(
        async (idp) => {
          const { body: metadata } = await open(idp.metadataUrl(form, entityId));
          const profile = await byPassportSaml(idp, metadata);
          expect(profile).toMatchObject({ nameID: simonsName, issuer: idp.entityId });
          expect(await bySamlify(idp, metadata, mode === 'on')).toBe(simonsName);
        },
        { targets: [target] },
      );
    });
  }
}
