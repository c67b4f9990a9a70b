/** `samlproof inspect`: explains a captured message and lists its defects. */

import type { Command } from 'commander';

export interface InspectOptions {
  entityId?: string;
  acsUrl?: string;
  issuer?: string;
  certificate?: string;
  requestId?: string;
  json?: boolean;
}

export function defineInspect(root: Command): Command {
  return root
    .command('inspect')
    .description('explain a captured SAMLResponse, AuthnRequest or metadata and list its defects')
    .argument('<file>', 'a file, or - for standard input: XML, base64, a query string or a form body')
    .option('--entity-id <id>', 'entity id of the service provider, for the audience')
    .option('--acs-url <url>', 'ACS URL of the service provider, for Recipient and Destination')
    .option('--issuer <id>', 'entity id of the identity provider')
    .option('--certificate <file>', "the identity provider's certificate, for the signature")
    .option('--request-id <id>', 'ID of the request that is answered')
    .option('--json', 'machine-readable output on stdout')
    .addHelpText('after', '\nExample:\n  pbpaste | samlproof inspect - --certificate idp.pem\n')
    .action(async (file: string, options: InspectOptions) => {
      const { inspectCommand } = await import('../inspection.ts');
      await inspectCommand(file, options);
    });
}
