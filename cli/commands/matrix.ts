/** `samlproof matrix`: cases by targets. */

import type { Command } from 'commander';
import type { OverviewOptions } from './history.ts';

export function defineMatrix(root: Command): Command {
  return root
    .command('matrix')
    .description('write a page of cases by targets; of each target the newest run counts')
    .argument('<dir...>', 'folders; every result.json in or below them counts')
    .option('-o, --output <file>', 'the page to write', 'matrix.html')
    .addHelpText('after', '\nExample:\n  samlproof matrix reports/*/ -o matrix.html\n')
    .action(async (places: string[], options: OverviewOptions) => {
      const { matrixCommand } = await import('../overviews.ts');
      await matrixCommand(places, options);
    });
}
