/** `samlproof cases`: lists the catalogue, or explains single cases. */

import type { Command } from 'commander';
import { collect } from '../options.ts';

export function defineCases(root: Command): Command {
  return root
    .command('cases')
    .description('list the catalogue, or explain the cases named')
    .argument('[id...]', 'case ids or globs such as conditions/*')
    .option('--area <area>', 'only this area (repeatable)', collect)
    .option('--level <level>', 'must, should or may: that and stronger')
    .option('--layer <layer>', 'saml, saml2int, entra or hardening (repeatable)', collect)
    .option('--json', 'machine-readable output on stdout')
    .addHelpText('after', '\nExample:\n  samlproof cases correlation/replay-same-post\n')
    .action(async (ids: string[], options: { area?: string[]; level?: string; layer?: string[]; json?: boolean }) => {
      const { listCases } = await import('../listing.ts');
      await listCases(ids, options);
    });
}
