/** `samlproof doctor`: one thing after the other until an honest sign-in works. */

import { type Command, Option } from 'commander';
import { type CommonOptions, withCommonOptions } from '../options.ts';

export interface DoctorOptions extends CommonOptions {
  target: string;
  driver: 'browser' | 'http';
  out: string;
}

export function defineDoctor(root: Command): Command {
  return withCommonOptions(root.command('doctor'))
    .description('check profile, browser, reachability, metadata, clock and the honest sign-ins, and say what to do')
    .requiredOption('--target <file>', 'the target profile')
    .addOption(new Option('--driver <name>', 'browser or http').choices(['browser', 'http']).default('browser'))
    .option('--out <dir>', 'where screenshots go', 'samlproof-report')
    .addHelpText('after', '\nExample:\n  samlproof doctor --target target.yaml\n')
    .action(async (options: DoctorOptions) => {
      const { doctorCommand } = await import('../doctor-run.ts');
      process.exitCode = await doctorCommand(options);
    });
}
