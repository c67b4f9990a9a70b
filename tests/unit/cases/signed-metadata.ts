/** The identity provider's metadata as everybody may fetch them: signed, of the fixture's tenant. */

import { federationMetadata } from '../../../idp/protocol/metadata.ts';
import { entraSignature } from '../../../idp/protocol/plan.ts';
import { signElement } from '../../../idp/protocol/sign-text.ts';
import type { Keyring } from '../../../idp/protocol/types.ts';
import { rootOf } from '../../../idp/protocol/xml-text.ts';
import { entraStyle } from '../../../idp/protocol/xml-tree.ts';
import { tenant } from '../protocol/fixture.ts';

export function signedMetadata(baseUrl: string, keyring: Keyring): string {
  const sign = (xml: string): string => {
    const root = rootOf(xml);
    return root === undefined ? xml : signElement(xml, root, entraSignature('rsa-sha256'), entraStyle, keyring);
  };
  const certificates = [keyring('idp').certificateBase64];
  return federationMetadata({ tenant, baseUrl, certificates, form: 'entra', id: '_metadata', sign });
}
