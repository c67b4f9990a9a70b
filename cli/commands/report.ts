/** `samlproof report`: renders a recorded result again. */

import type { Command } from 'commander';
import { collect } from '../options.ts';

export function defineReport(root: Command): Command {
  return root
    .command('report')
    .description('render a result.json again')
    .argument('<result>', 'a result.json or the folder that holds one')
    .option('--reporter <list>', 'html, json, junit, sarif, markdown (comma separated)', collect)
    .option('--out <dir>', 'where to write (default: beside the result)')
    .addHelpText('after', '\nExample:\n  samlproof report samlproof-report --reporter html\n')
    .action(async (place: string, options: { reporter?: string[]; out?: string }) => {
      const { reportCommand } = await import('../rendering.ts');
      await reportCommand(place, options);
    });
}
