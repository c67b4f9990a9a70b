/** SAML Certificates: downloads, signing settings, new and imported certificates, and which one is active. */

import {
  activateCertificate,
  addCertificate,
  importCertificate,
  MAX_NOTIFICATION_EMAILS,
  removeCertificate,
  signingCertificateOf,
  thumbprintOf,
} from '../../tenant/certificates.ts';
import { TenantError } from '../../tenant/errors.ts';
import { authorityKey } from '../../tenant/keys.ts';
import type { Application, SignatureAlgorithm, SigningOption } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { metadataOf } from '../metadata.ts';
import { signingCertificates } from '../signing-keys.ts';
import { certificateFacts, certificateFileOf, signingLabels } from './certificate-facts.ts';
import { changeApplication, without } from './change.ts';
import { fieldsOf } from './fields.ts';
import {
  applicationCrumbs,
  applicationIn,
  NotThere,
  pageOf,
  type AdminReply,
  type Mistake,
  type Page,
} from './reply.ts';

const files: Record<string, [extension: string, contentType: string]> = {
  base64: ['.cer', 'application/x-x509-ca-cert'],
  raw: ['.cer', 'application/pkix-cert'],
  pem: ['.pem', 'application/x-pem-file'],
  metadata: ['.xml', 'application/samlmetadata+xml'],
};

/** The certificate that signs for the application now, PEM. */
export function currentCertificate(idp: Idp, application: Application): string {
  const signing = signingCertificateOf(signingCertificates(idp, application), idp.now());
  if (signing === undefined) throw new NotThere('The application has no signing certificate.');
  return signing.certificate;
}

/** With `thumbprint` one of the others. */
export const certificateFile: Page = (visit) => {
  const application = applicationIn(visit);
  const { idp, params, query } = visit;
  const form = params['form'] ?? '';
  const known = Object.hasOwn(files, form) ? files[form] : undefined;
  if (known === undefined) throw new NotThere(`There is no certificate form «${form}».`);
  const [extension, contentType] = known;
  const wanted = query.get('thumbprint');
  const named = signingCertificates(idp, application).find(({ certificate }) => thumbprintOf(certificate) === wanted);
  return {
    kind: 'file',
    // A header carries no other letters, and a file system has its own ideas about the rest.
    name: `${application.displayName.replaceAll(/[^\w .-]/g, '_')}${extension}`,
    contentType,
    body:
      form === 'metadata'
        ? metadataOf(idp, 'entra', application)
        : certificateFileOf(
            form as 'base64' | 'raw' | 'pem',
            named?.certificate ?? currentCertificate(idp, application),
          ),
  };
};

const algorithms: [SignatureAlgorithm, string][] = [
  ['rsa-sha256', 'SHA-256'],
  ['rsa-sha1', 'SHA-1'],
];

const notices: Record<string, string> = {
  settings: 'The signing settings were saved.',
  new: 'A new certificate was made. It is inactive: give it to the application, then make it active.',
  import: 'The certificate was imported. It is inactive: give it to the application, then make it active.',
  activate: 'The certificate is active now.',
  remove: 'The certificate was deleted.',
};

const at = (application: Application): string => pageOf(application, 'single-sign-on/signing');

function page(
  idp: Idp,
  application: Application,
  typed: Record<string, string>,
  mistakes: Mistake[],
  notice?: string,
): AdminReply {
  const { signing, signatureAlgorithm, notificationEmails = [] } = application;
  const saved = { signing, algorithm: signatureAlgorithm, emails: notificationEmails.join('\n'), signedBy: 'self' };
  const field = fieldsOf({ ...saved, ...typed }, mistakes);
  const certificates = signingCertificates(idp, application);
  const current = signingCertificateOf(certificates, idp.now());
  return {
    kind: 'page',
    view: 'certificates',
    title: 'SAML Signing Certificate',
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'SAML Signing Certificate' },
    ),
    application,
    current: 'single-sign-on',
    mistakes,
    notice,
    data: {
      action: at(application),
      back: pageOf(application, 'single-sign-on'),
      download: pageOf(application, 'single-sign-on/certificate/base64'),
      rows: certificates.map((one) => ({
        ...certificateFacts(one.certificate, idp.now()),
        active: one.active,
        standsIn: one === current && !one.active,
      })),
      settings: [
        field('signing', 'Signing Option', { choices: Object.entries(signingLabels) }),
        field('algorithm', 'Signing Algorithm', {
          choices: algorithms,
          hint: 'SHA-1 only for applications that know nothing else.',
        }),
        field('emails', 'Notification Email Addresses', {
          rows: 2,
          hint: 'One a line, at most five: who hears 60, 30 and 7 days before the active certificate ends.',
        }),
      ],
      fresh: [
        field('expires', 'Expiration date', {
          type: 'date',
          hint: 'Empty: three years from now, the longest there is.',
        }),
        field('signedBy', 'Issued by', {
          choices: [
            ['self', 'Itself (self-signed), as Entra does'],
            ['authority', 'A certificate authority of this mock, for applications that insist on one'],
          ],
        }),
      ],
      pfx: field('pfx', 'Certificate file (PFX)', { type: 'file' }),
      password: field('password', 'PFX Password', { type: 'password' }),
    },
  };
}

export const editSigning: Page = (visit) =>
  page(visit.idp, applicationIn(visit), {}, [], notices[visit.query.get('done') ?? '']);

function settingsTyped(application: Application, typed: Record<string, string>): Application | Mistake[] {
  const emails = (typed['emails'] ?? '')
    .split(/[\n,;]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const wrong = emails.find((one) => !/^[^@\s]+@[^@\s]+$/.test(one));
  if (wrong !== undefined)
    return [{ field: 'emails', message: `«${wrong}» is no e-mail address; expected name@domain.` }];
  if (emails.length > MAX_NOTIFICATION_EMAILS) {
    return [{ field: 'emails', message: `There are ${emails.length} addresses; at most five are kept.` }];
  }
  const { signing = '', algorithm } = typed;
  return {
    ...without(application, 'notificationEmails'),
    signing: Object.hasOwn(signingLabels, signing) ? (signing as SigningOption) : application.signing,
    signatureAlgorithm: algorithms.find(([name]) => name === algorithm)?.[0] ?? application.signatureAlgorithm,
    ...(emails.length === 0 ? {} : { notificationEmails: emails }),
  };
}

/** Which field a refused certificate is named beside. */
const fieldOf: Record<string, string> = { new: 'expires', import: 'pfx', activate: 'signing', remove: 'signing' };

export const saveSigning: Page = async (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const shared = idp.keyring('idp').certificate;
  const names = ['signing', 'algorithm', 'emails', 'expires', 'signedBy'];
  const typed = Object.fromEntries(
    names.map((name): [string, string] => [name, form.text(name)]).filter(([, value]) => value !== ''),
  );
  const [action = '', thumbprint = ''] = form.text('action').split(':');
  const now = idp.now();
  try {
    let next: Application | Mistake[] = application;
    if (action === 'settings') next = settingsTyped(application, { ...typed, emails: form.text('emails') });
    else if (action === 'new') {
      const expires = typed['expires'] === undefined ? {} : { expires: new Date(`${typed['expires']}T00:00:00Z`) };
      const authority = typed['signedBy'] === 'authority' ? { authority: authorityKey(idp.state, idp.now) } : {};
      next = addCertificate(application, shared, idp.state, now, { ...expires, ...authority });
    } else if (action === 'import') {
      const file = await form.file('pfx');
      if (file === undefined) next = [{ field: 'pfx', message: 'Choose a PFX file first.' }];
      else next = importCertificate(application, shared, idp.state, now, file.bytes, form.text('password'));
    } else if (action === 'activate') next = activateCertificate(application, shared, thumbprint);
    else if (action === 'remove') next = removeCertificate(application, shared, thumbprint);
    if (Array.isArray(next)) return page(idp, application, typed, next);
    changeApplication(idp, next);
    return { kind: 'redirect', location: `${at(application)}?done=${encodeURIComponent(action)}` };
  } catch (error) {
    if (!(error instanceof TenantError) || error.code !== 'certificate-invalid') throw error;
    const field = /password/i.test(error.message) ? 'password' : (fieldOf[action] ?? 'signing');
    return page(idp, application, typed, [{ field, message: error.message }]);
  }
};
