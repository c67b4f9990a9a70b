/** The application registration that a target profile describes. */

import type { RegistrationSpec } from '../idp/tenant/registration.ts';
import { statedKey } from './drive/roll-over-steps.ts';
import type { Target } from './target.ts';

/** What `startIdp` and `register` take. */
export function registrationOf(target: Target): RegistrationSpec {
  const { sp, idp, users } = target;
  return {
    name: target.name,
    ...(idp.tenant === undefined ? {} : { tenant: idp.tenant }),
    entityId: sp.entityId,
    acsUrls: sp.acsUrls,
    ...(sp.logoutUrl === undefined ? {} : { logoutUrl: sp.logoutUrl }),
    ...(sp.signingCertificate === undefined ? {} : { signingCertificate: sp.signingCertificate }),
    signingCertificates: [...new Set([sp.signingCertificate ?? [], sp.metadata?.signingCertificates ?? []].flat())],
    ...(sp.signingKey === undefined ? {} : { signingKey: sp.signingKey }),
    ...(sp.encryptionCertificate === undefined ? {} : { encryptionCertificate: sp.encryptionCertificate }),
    ...(sp.encryptionCertificates === undefined ? {} : { encryptionCertificates: sp.encryptionCertificates }),
    publishedKeys: (idp.certificates ?? []).map(statedKey),
    signOnUrl: target.signIn.startUrl,
    idp: {
      ...idp.settings,
      nameId: idp.nameId,
      claims: idp.claims,
      defaults: idp.defaults,
      signing: idp.signing,
      signatureAlgorithm: idp.signatureAlgorithm,
      encryption: idp.encryption,
    },
    users: [users.subject, users.victim],
    subject: users.subject,
    victim: users.victim,
    clockSkewSeconds: target.clockSkewSeconds,
  };
}
