/** `samlproof metadata`: prints the identity provider's metadata or certificate without a server. */

import { type Command, Option } from 'commander';
import { caOption, idpUrlOption } from '../options.ts';

export interface MetadataOptions {
  state: string;
  idpUrl: string;
  target?: string;
  ca?: string[];
  second?: boolean;
  format: 'entra' | 'saml' | 'pem' | 'base64' | 'raw';
}

export function defineMetadata(root: Command): Command {
  return root
    .command('metadata')
    .description("print the identity provider's metadata or certificate (keys are made if absent)")
    .option('--state <dir>', 'folder with keys and tenant', '.samlproof')
    .addOption(idpUrlOption())
    .option('--target <file>', 'for this application')
    .addOption(caOption())
    .option('--second', 'of the second identity provider (idp.second of a profile)')
    .addOption(
      new Option('--format <form>', 'Entra shape, plain SAML, or the certificate')
        .choices(['entra', 'saml', 'pem', 'base64', 'raw'])
        .default('entra'),
    )
    .addHelpText('after', '\nExample:\n  samlproof metadata --format saml > idp-metadata.xml\n')
    .action(async (options: MetadataOptions) => {
      const { printMetadata } = await import('../artefacts.ts');
      await printMetadata(options);
    });
}
