/** Prints what an SP is configured with: metadata in either form, or the certificate in one of Entra's three downloads. */

import { describeIdp } from '../idp/describe.ts';
import { registrationOf } from '../scenarios/host.ts';
import { loadTarget } from '../scenarios/target.ts';
import type { MetadataOptions } from './commands/metadata.ts';

export async function printMetadata(options: MetadataOptions): Promise<void> {
  const described = await describeIdp({
    state: options.state,
    baseUrl: options.idpUrl,
    ...(options.target === undefined ? {} : { target: registrationOf(await loadTarget(options.target)) }),
  });
  const { format } = options;
  if (format === 'entra' || format === 'saml') process.stdout.write(`${described.metadata(format)}\n`);
  else if (format === 'raw') process.stdout.write(Buffer.from(described.certificateBase64, 'base64'));
  // Entra's «Base64» and «PEM» downloads are the same bytes; only the extension differs.
  else process.stdout.write(described.certificate);
}
