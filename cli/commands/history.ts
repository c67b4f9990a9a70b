/** `samlproof history`: a page over many runs, with their trend. */

import type { Command } from 'commander';

export interface OverviewOptions {
  output: string;
}

export function defineHistory(root: Command): Command {
  return root
    .command('history')
    .description('write a page over the runs in these folders, with their trend')
    .argument('<dir...>', 'folders; every result.json in or below them counts')
    .option('-o, --output <file>', 'the page to write', 'history.html')
    .addHelpText('after', '\nExample:\n  samlproof history reports -o reports/history.html\n')
    .action(async (places: string[], options: OverviewOptions) => {
      const { historyCommand } = await import('../overviews.ts');
      await historyCommand(places, options);
    });
}
