/** `samlproof run`: the conformance run. */

import { type Command, Option } from 'commander';
import { collect, type CommonOptions, positive, webUrl, withCommonOptions } from '../options.ts';

export interface RunOptions extends CommonOptions {
  target: string;
  out: string;
  case?: string[];
  area?: string[];
  level?: string;
  layer?: string[];
  strict?: boolean;
  driver: 'browser' | 'http';
  workers?: number;
  shard?: string;
  failOn: 'must' | 'should' | 'never';
  headed?: boolean;
  trace?: boolean;
  screenshots: boolean;
  reporter?: string[];
  resilience?: boolean;
  canaryUrl?: string;
  catalogue?: string;
  redact?: boolean;
  accept?: boolean;
}

export function defineRun(root: Command): Command {
  return withCommonOptions(root.command('run'))
    .description('run the conformance cases against a service provider and write the report')
    .requiredOption('--target <file>', 'the target profile')
    .option('--out <dir>', 'where result.json and the reports go', 'samlproof-report')
    .option('--case <glob>', 'only cases whose id or catalogue id matches (repeatable)', collect)
    .option('--area <area>', 'only this area (repeatable)', collect)
    .option('--level <level>', 'must, should or may: that and stronger')
    .option('--layer <layer>', 'saml, saml2int, entra or hardening (repeatable)', collect)
    .option('--strict', 'the gate counts the failures of every layer')
    .addOption(
      new Option('--driver <name>', 'a real browser, or plain HTTP (fast, no scripts)')
        .choices(['browser', 'http'])
        .default('browser'),
    )
    .option('--workers <n>', 'exchanges at a time (default: limits.workers of the profile)', positive)
    .option('--shard <i/n>', 'only the i-th of n slices of the cases')
    .addOption(
      new Option('--fail-on <level>', 'what turns the exit code red')
        .choices(['must', 'should', 'never'])
        .default('must'),
    )
    .option('--headed', 'show the browser')
    .option('--trace', 'keep a Playwright trace of every case')
    .option('--no-screenshots', 'take none')
    .option('--reporter <list>', 'html, json, junit, sarif, markdown (comma separated)', collect)
    .option('--resilience', 'also the bounded resource cases')
    .option(
      '--canary-url <url>',
      'where outbound requests of the SP would arrive (default: a listener on loopback)',
      webUrl,
    )
    .option('--catalogue <name>', 'score only the cases of a frozen catalogue, such as 2026.1')
    .option('--redact', 'hide names and attribute values in every report, the same value always alike')
    .option('--accept', 'print knownFailures entries for what failed, to paste into the profile')
    .addHelpText(
      'after',
      '\nExamples:\n  samlproof run --target target.yaml\n  samlproof run --target target.yaml --area correlation --driver http\n\nExit codes: 0 nothing failed, 1 conformance failures, 2 inconclusive, 3 usage or profile, 4 a fault of samlproof.\n',
    )
    .action(async (options: RunOptions) => {
      const { runCommand } = await import('../conformance.ts');
      process.exitCode = await runCommand(options);
    });
}
