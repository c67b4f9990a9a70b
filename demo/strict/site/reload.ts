/** Reads the identity provider's metadata again, when whoever runs this site asks for it. */

import { DOMParser } from '@xmldom/xmldom';
import { attribute, children, descendants, names, textOf } from '../message/xml.ts';
import type { Policy } from '../policy.ts';
import type { ServiceProvider } from '../receive.ts';
import { trustedKeys } from '../signature/keys.ts';

const metadataNames = 'urn:oasis:names:tc:SAML:2.0:metadata';

/** Signing certificates of an IDPSSODescriptor: KeyDescriptors for encryption only are none (Metadata 2.4.1.1). */
function signingCertificates(xml: string, policy: Policy): string[] {
  const root = new DOMParser().parseFromString(xml, 'text/xml').documentElement;
  if (root === null) return [];
  return children(root, metadataNames, 'IDPSSODescriptor')
    .flatMap((role) => children(role, metadataNames, 'KeyDescriptor'))
    .filter((descriptor) => attribute(descriptor, 'use') !== 'encryption' || policy.forgets('key-use'))
    .flatMap((descriptor) => descendants(descriptor, names.signature, 'X509Certificate'))
    .map((element) => textOf(element).replace(/\s/g, ''));
}

/** What is no longer in the metadata is no longer trusted. @throws Error when there is no metadata to be had */
export async function reloadMetadata(url: string, sp: ServiceProvider): Promise<void> {
  const { policy, idp } = sp;
  if (policy.isOverStrict('metadata-read-once')) return;
  const answer = await fetch(url, { headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`the metadata at ${url} answered ${answer.status}`);
  const found = signingCertificates(await answer.text(), policy);
  if (found.length === 0) throw new Error(`the metadata at ${url} holds no certificate`);
  const kept = policy.forgets('key-removal') ? idp.keys.certificates.map(({ raw }) => raw.toString('base64')) : [];
  idp.keys = trustedKeys([...new Set([...found, ...kept])], idp.keys.now);
}
