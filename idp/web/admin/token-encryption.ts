/** Token encryption: certificates of the application, and which one assertions are encrypted to. */

import { X509Certificate } from 'node:crypto';
import type { Application } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { certificateFacts, uploadedCertificate } from './certificate-facts.ts';
import { changeApplication, without } from './change.ts';
import { fieldsOf } from './fields.ts';
import { applicationCrumbs, applicationIn, pageOf, type AdminReply, type Mistake, type Page } from './reply.ts';

const at = (application: Application): string => pageOf(application, 'token-encryption');

const notices: Record<string, string> = {
  import: 'The certificate was imported. It is inactive: activate it to encrypt tokens.',
  activate: 'Token encryption is on: assertions are encrypted to the active certificate.',
  deactivate: 'Token encryption is off: assertions are sent in clear.',
  remove: 'The certificate was deleted.',
};

/** A certificate that was imported, or came with a profile or a file. */
function certificatesOf({ encryptionCertificate, encryptionCertificates = [] }: Application): string[] {
  const active = encryptionCertificate === undefined ? [] : [encryptionCertificate];
  return [...new Set([...encryptionCertificates, ...active])];
}

function factsOf(pem: string, now: Date): object {
  try {
    return certificateFacts(pem, now);
  } catch {
    return { subject: 'This certificate cannot be read', thumbprint: 'unreadable' };
  }
}

function page(idp: Idp, application: Application, mistakes: Mistake[], notice?: string): AdminReply {
  const rows = certificatesOf(application).map((pem, index) => ({
    index,
    active: pem === application.encryptionCertificate,
    ...factsOf(pem, idp.now()),
  }));
  return {
    kind: 'page',
    view: 'token-encryption',
    title: 'Token encryption',
    crumbs: applicationCrumbs(application, { label: 'Token encryption' }),
    application,
    current: 'token-encryption',
    mistakes,
    notice,
    data: {
      action: at(application),
      rows,
      on: application.encryptionCertificate !== undefined,
      file: fieldsOf({}, mistakes)('certificate', 'Certificate file', {
        type: 'file',
        hint: 'The application’s public certificate with an RSA key: .cer, .pem or .crt.',
      }),
    },
  };
}

export const tokenEncryption: Page = (visit) =>
  page(visit.idp, applicationIn(visit), [], notices[visit.query.get('done') ?? '']);

/** @returns the certificate, PEM, or why it cannot be taken */
async function imported(form: Parameters<Page>[0]['form']): Promise<{ pem: string } | { message: string }> {
  const file = await form.file('certificate');
  if (file === undefined) return { message: 'Choose a certificate file first.' };
  const pem = uploadedCertificate(file.bytes);
  if (pem === undefined) {
    return { message: `${file.name} is no certificate; expected base64 with or without BEGIN and END lines, or DER.` };
  }
  const kind = new X509Certificate(pem).publicKey.asymmetricKeyType;
  return kind === 'rsa'
    ? { pem }
    : { message: `The key of ${file.name} is of the kind ${String(kind)}; only RSA keys can be encrypted to.` };
}

export const saveTokenEncryption: Page = async (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const [action = '', row] = form.text('action').split(':');
  const all = certificatesOf(application);
  const named = all[Number(row)];
  let next: Application = application;
  if (action === 'import') {
    const read = await imported(form);
    if ('message' in read) return page(idp, application, [{ field: 'certificate', message: read.message }]);
    next = { ...application, encryptionCertificates: [...new Set([...all, read.pem])] };
  } else if (action === 'activate' && named !== undefined) {
    next = { ...application, encryptionCertificate: named, encryptionCertificates: all };
  } else if (action === 'deactivate') {
    next = { ...without(application, 'encryptionCertificate'), encryptionCertificates: all };
  } else if (action === 'remove' && named !== undefined && named !== application.encryptionCertificate) {
    next = { ...application, encryptionCertificates: all.filter((pem) => pem !== named) };
  }
  changeApplication(idp, next);
  return { kind: 'redirect', location: `${at(application)}?done=${encodeURIComponent(action)}` };
};
