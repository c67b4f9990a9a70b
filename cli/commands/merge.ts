/** `samlproof merge`: joins the shards of one run. */

import type { Command } from 'commander';
import { collect } from '../options.ts';

export interface MergeOptions {
  out: string;
  reporter?: string[];
  json?: boolean;
}

export function defineMerge(root: Command): Command {
  return root
    .command('merge')
    .description('join the results of shards into one, with summary, gate and exit code of a single run')
    .argument('<dir...>', 'folders (or result.json files), one a shard')
    .requiredOption('-o, --out <dir>', 'where the joined result and its reports go')
    .option('--reporter <list>', 'html, json, junit, sarif, markdown, csv, badge (comma separated)', collect)
    .option('--json', 'machine-readable output on stdout')
    .addHelpText('after', '\nExample:\n  samlproof merge shard-1 shard-2 shard-3 -o samlproof-report\n')
    .action(async (places: string[], options: MergeOptions) => {
      const { mergeCommand } = await import('../merging.ts');
      process.exitCode = await mergeCommand(places, options);
    });
}
