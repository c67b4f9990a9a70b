#!/usr/bin/env node
/** The front door: declares the commands; each loads what it needs only when it is called. */

import { Command, CommanderError } from 'commander';
import { defineCases } from './commands/cases.ts';
import { defineClaims } from './commands/claims.ts';
import { defineDemo } from './commands/demo.ts';
import { defineDiff } from './commands/diff.ts';
import { defineDoctor } from './commands/doctor.ts';
import { defineHistory } from './commands/history.ts';
import { defineIdp } from './commands/idp.ts';
import { defineInit } from './commands/init.ts';
import { defineInspect } from './commands/inspect.ts';
import { defineMatrix } from './commands/matrix.ts';
import { defineMerge } from './commands/merge.ts';
import { defineMetadata } from './commands/metadata.ts';
import { defineReport } from './commands/report.ts';
import { defineRun } from './commands/run.ts';
import { exitCodes, reportError } from './exit.ts';
import { version } from './version.ts';

function program(): Command {
  const root = new Command('samlproof')
    .description('Proves which SAML answers a service provider accepts, which it refuses, and whom it lets in.')
    .version(version())
    .showSuggestionAfterError()
    .showHelpAfterError('(samlproof --help shows every command)')
    .exitOverride()
    .configureHelp({ showGlobalOptions: false });
  for (const define of [
    defineInit,
    defineMetadata,
    defineIdp,
    defineDoctor,
    defineRun,
    defineCases,
    defineClaims,
    defineInspect,
    defineReport,
    defineDiff,
    defineMerge,
    defineHistory,
    defineMatrix,
    defineDemo,
  ]) {
    define(root).exitOverride();
  }
  root.addHelpText(
    'after',
    `
Start here:
  samlproof demo                                   watch a real SP library being tested
  samlproof init --from https://sp.example/metadata -o target.yaml
  samlproof doctor --target target.yaml            until the honest sign-in works
  samlproof run --target target.yaml               then open the report
`,
  );
  return root;
}

// A reader that has seen enough («| head») is no error of ours, and no reason to leave a run unfinished.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

try {
  await program().parseAsync(process.argv);
} catch (error) {
  // Commander has printed its own message by then; help and version are no mistakes.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  else process.exitCode = reportError(error);
}
