/** `samlproof claims`: every claim sent beside what the SP shows, and which it requires. */

import { type Command, Option } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';

export interface ClaimsOptions extends CommonOptions {
  target: string;
  driver: 'browser' | 'http';
  html?: string;
}

export function defineClaims(root: Command): Command {
  return withCommonOptions(root.command('claims'))
    .description('show every claim that is sent beside what the service provider took over, and which it requires')
    .requiredOption('--target <file>', 'the target profile')
    .addOption(new Option('--driver <name>', 'browser or http').choices(['browser', 'http']).default('browser'))
    .option('--html <file>', 'also write the view as a page')
    .addHelpText('after', '\nExample:\n  samlproof claims --target target.yaml --html claims.html\n')
    .action(async (options: ClaimsOptions) => {
      const { claimsCommand } = await import('../claims-view.ts');
      await claimsCommand(options);
    });
}
