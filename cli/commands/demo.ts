/** `samlproof demo`: sample service providers and a run against them. */

import { type Command, Option } from 'commander';
import { collect, type CommonOptions, positive, withCommonOptions } from '../options.ts';

export interface DemoOptions extends CommonOptions {
  sp: 'passport-saml' | 'samlify' | 'strict';
  forget?: string[];
  overStrict?: string[];
  spHttps?: boolean;
  driver: 'browser' | 'http';
  workers: number;
  out: string;
  case?: string[];
  serve?: boolean;
  screenshots: boolean;
}

export function defineDemo(root: Command): Command {
  return withCommonOptions(root.command('demo'))
    .description('start a sample SP, run the catalogue against it and write the report')
    .addOption(
      new Option('--sp <name>', 'which sample')
        .choices(['passport-saml', 'samlify', 'strict'])
        .default('passport-saml'),
    )
    .option('--forget <check>', 'the strict sample forgets this check (repeatable)', collect)
    .option('--over-strict <rule>', 'the strict sample is over-strict in this way (repeatable)', collect)
    .option('--sp-https', 'serve the sample over https')
    .addOption(new Option('--driver <name>', 'browser or http').choices(['browser', 'http']).default('browser'))
    .option('--workers <n>', 'exchanges at a time', positive, 2)
    .option('--out <dir>', 'where the report goes', 'samlproof-report')
    .option('--case <glob>', 'only these cases (repeatable)', collect)
    .option('--no-screenshots', 'take none')
    .option('--serve', 'do not run anything: keep the sample and the identity provider up for trying by hand')
    .addHelpText('after', '\nExample:\n  samlproof demo --sp strict --forget audience\n')
    .action(async (options: DemoOptions) => {
      const { demoCommand } = await import('../demonstration.ts');
      process.exitCode = await demoCommand(options);
    });
}
