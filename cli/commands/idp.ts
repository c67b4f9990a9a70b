/** `samlproof idp`: serves the mock identity provider for people. */

import type { Command } from 'commander';
import { collect, type CommonOptions, withCommonOptions } from '../options.ts';

export interface IdpOptions extends CommonOptions {
  target?: string[];
}

export function defineIdp(root: Command): Command {
  return withCommonOptions(root.command('idp'))
    .description('serve the mock Entra identity provider: sign-in, metadata, control endpoints')
    .option('--target <file>', 'register this target as an application (repeatable)', collect)
    .addHelpText('after', '\nExample:\n  samlproof idp --target target.yaml\n')
    .action(async (options: IdpOptions) => {
      const { idpCommand } = await import('../serve.ts');
      await idpCommand(options);
    });
}
