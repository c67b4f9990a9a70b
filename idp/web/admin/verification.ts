/** Verification certificates: whether requests must be signed, and with what. */

import type { Application, Verification } from '../../tenant/model.ts';
import type { Idp } from '../idp.ts';
import { certificateFacts, uploadedCertificate } from './certificate-facts.ts';
import { changeApplication } from './change.ts';
import { fieldsOf } from './fields.ts';
import { applicationCrumbs, applicationIn, pageOf, type AdminReply, type Mistake, type Page } from './reply.ts';

const at = (application: Application): string => pageOf(application, 'single-sign-on/verification');

const yesNo: [string, string][] = [
  ['no', 'No'],
  ['yes', 'Yes'],
];
const said = (flag: boolean | undefined): string => (flag === true ? 'yes' : 'no');

function page(
  idp: Idp,
  application: Application,
  typed: Record<string, string>,
  mistakes: Mistake[],
  notice?: string,
): AdminReply {
  const { required, allowSha1, certificates = [] } = application.verification ?? {};
  const field = fieldsOf({ required: said(required), allowSha1: said(allowSha1), ...typed }, mistakes);
  return {
    kind: 'page',
    view: 'verification',
    title: 'Verification certificates',
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'Verification certificates' },
    ),
    application,
    current: 'single-sign-on',
    mistakes,
    notice,
    data: {
      action: at(application),
      back: pageOf(application, 'single-sign-on'),
      rows: certificates.map((pem, index) => ({ index, ...certificateFacts(pem, idp.now()) })),
      fields: [
        field('required', 'Require verification certificates', { choices: yesNo }),
        field('allowSha1', 'Allow requests signed with RSA-SHA1', { choices: yesNo }),
      ],
      file: field('certificate', 'Certificate of the application', {
        type: 'file',
        hint: 'A public certificate: .cer, .pem or .crt.',
      }),
    },
  };
}

export const editVerification: Page = (visit) =>
  page(visit.idp, applicationIn(visit), {}, [], visit.query.get('done') === 'saved' ? 'Saved.' : undefined);

export const saveVerification: Page = async (visit) => {
  const application = applicationIn(visit);
  const { idp, form } = visit;
  const { certificates = [], ...before } = application.verification ?? {};
  const [action = '', row] = form.text('action').split(':');
  const typed = { required: form.text('required'), allowSha1: form.text('allowSha1') };
  let next: Verification = { ...before, certificates };
  if (action === 'settings') {
    next = { required: typed.required === 'yes', allowSha1: typed.allowSha1 === 'yes', certificates };
    if (next.required === true && certificates.length === 0) {
      return page(idp, application, typed, [
        {
          field: 'required',
          message: 'Upload a certificate of the application first: without one every request is refused.',
        },
      ]);
    }
  } else if (action === 'upload') {
    const file = await form.file('certificate');
    const pem = file === undefined ? undefined : uploadedCertificate(file.bytes);
    if (file === undefined || pem === undefined) {
      const message =
        file === undefined
          ? 'Choose a certificate file first.'
          : `${file.name} is no certificate; expected base64 with or without BEGIN and END lines, or DER.`;
      return page(idp, application, {}, [{ field: 'certificate', message }]);
    }
    next = { ...before, certificates: [...certificates.filter((one) => one !== pem), pem] };
  } else if (action === 'remove') {
    next = { ...before, certificates: certificates.filter((_, index) => index !== Number(row)) };
  }
  changeApplication(idp, { ...application, verification: next });
  return { kind: 'redirect', location: `${at(application)}?done=saved` };
};
