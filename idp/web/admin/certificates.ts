/** SAML Certificates: downloads and signing settings. */

import type { SignatureAlgorithm, SigningOption } from '../../tenant/model.ts';
import { metadataOf } from '../metadata.ts';
import { certificateFileOf, signingLabels } from './certificate-facts.ts';
import { changeApplication } from './change.ts';
import { fieldsOf } from './fields.ts';
import { applicationCrumbs, applicationIn, NotThere, pageOf, type Page } from './reply.ts';

const files: Record<string, [extension: string, contentType: string]> = {
  base64: ['.cer', 'application/x-x509-ca-cert'],
  raw: ['.cer', 'application/pkix-cert'],
  pem: ['.pem', 'application/x-pem-file'],
  metadata: ['.xml', 'application/samlmetadata+xml'],
};

export const certificateFile: Page = (visit) => {
  const application = applicationIn(visit);
  const form = visit.params['form'] ?? '';
  const known = Object.hasOwn(files, form) ? files[form] : undefined;
  if (known === undefined) throw new NotThere(`There is no certificate form «${form}».`);
  const [extension, contentType] = known;
  const { certificate } = visit.idp.keyring('idp');
  return {
    kind: 'file',
    // A header carries no other letters, and a file system has its own ideas about the rest.
    name: `${application.displayName.replaceAll(/[^\w .-]/g, '_')}${extension}`,
    contentType,
    body:
      form === 'metadata'
        ? metadataOf(visit.idp, 'entra', application)
        : certificateFileOf(form as 'base64' | 'raw' | 'pem', certificate),
  };
};

const algorithms: [SignatureAlgorithm, string][] = [
  ['rsa-sha256', 'SHA-256'],
  ['rsa-sha1', 'SHA-1'],
];

export const editSigning: Page = (visit) => {
  const application = applicationIn(visit);
  const { signing, signatureAlgorithm } = application;
  const field = fieldsOf({ signing, algorithm: signatureAlgorithm }, []);
  return {
    kind: 'page',
    view: 'signing',
    title: 'SAML Signing Certificate',
    crumbs: applicationCrumbs(
      application,
      { label: 'SAML-based Sign-on', href: pageOf(application, 'single-sign-on') },
      { label: 'SAML Signing Certificate' },
    ),
    application,
    current: 'single-sign-on',
    data: {
      back: pageOf(application, 'single-sign-on'),
      fields: [
        field('signing', 'Signing Option', { choices: Object.entries(signingLabels) }),
        field('algorithm', 'Signing Algorithm', {
          choices: algorithms,
          hint: 'SHA-1 only for applications that know nothing else.',
        }),
      ],
    },
  };
};

export const saveSigning: Page = (visit) => {
  const application = applicationIn(visit);
  const signing = visit.form.text('signing');
  const algorithm = visit.form.text('algorithm');
  changeApplication(visit.idp, {
    ...application,
    signing: Object.hasOwn(signingLabels, signing) ? (signing as SigningOption) : application.signing,
    signatureAlgorithm: algorithms.find(([name]) => name === algorithm)?.[0] ?? application.signatureAlgorithm,
  });
  return { kind: 'redirect', location: `${pageOf(application, 'single-sign-on')}?done=signing` };
};
