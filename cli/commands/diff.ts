/** `samlproof diff`: what changed between two runs. */

import { type Command, Option } from 'commander';

export interface DiffOptions {
  format: 'text' | 'markdown' | 'html' | 'json';
  output?: string;
}

export function defineDiff(root: Command): Command {
  return root
    .command('diff')
    .description('compare two runs: fixed, broken, new, gone, changed; exit code 1 if something broke')
    .argument('<old>', 'a result.json or the folder that holds one')
    .argument('<new>', 'the later one')
    .addOption(
      new Option('--format <name>', 'how it is written').choices(['text', 'markdown', 'html', 'json']).default('text'),
    )
    .option('-o, --output <file>', 'write it there instead of to stdout')
    .addHelpText('after', '\nExample:\n  samlproof diff reports/monday reports/today --format markdown\n')
    .action(async (older: string, newer: string, options: DiffOptions) => {
      const { diffCommand } = await import('../comparison.ts');
      process.exitCode = await diffCommand(older, newer, options);
    });
}
