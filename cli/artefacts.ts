/** Prints what an SP is configured with: metadata in either form, or the certificate in one of Entra's three downloads. */

import { describeIdp } from '../idp/describe.ts';
import { registrationOf } from '../scenarios/registration.ts';
import { networkOf } from '../scenarios/drive/http-network.ts';
import { loadTarget } from '../scenarios/target.ts';
import type { MetadataOptions } from './commands/metadata.ts';

export async function printMetadata(options: MetadataOptions): Promise<void> {
  const network = await networkOf(process.env, options.ca);
  const described = await describeIdp({
    state: options.state,
    baseUrl: options.idpUrl,
    second: options.second === true,
    ...(options.target === undefined ? {} : { target: registrationOf(await loadTarget(options.target, { network })) }),
  });
  const { metadata, certificate, certificateBase64 } = described.second ?? described;
  const { format } = options;
  if (format === 'entra' || format === 'saml') process.stdout.write(`${metadata(format)}\n`);
  else if (format === 'raw') process.stdout.write(Buffer.from(certificateBase64, 'base64'));
  // Entra's «Base64» and «PEM» downloads are the same bytes; only the extension differs.
  else process.stdout.write(certificate);
}
