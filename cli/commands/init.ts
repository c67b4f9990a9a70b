/** `samlproof init`: writes a commented target profile, from flags, SP metadata, or answers in the terminal. */

import { Option, type Command } from 'commander';
import { caOption } from '../options.ts';
import type { WriteOptions } from '../profile-file.ts';

interface InitOptions extends WriteOptions {
  yes?: boolean;
}

/** Whoever names the SP on the command line is a script or knows what they want; a pipe cannot answer. */
export function asksFor(options: Omit<InitOptions, 'output'>, terminal: boolean): boolean {
  const { yes, from, entityId, acsUrl, startUrl, protectedUrl } = options;
  const named = [from, entityId, acsUrl, startUrl, protectedUrl].some((one) => one !== undefined);
  return yes !== true && !named && terminal;
}

async function init(options: InitOptions): Promise<void> {
  const { writeProfile } = await import('../profile-file.ts');
  const { yes: _, ...rest } = options;
  if (!asksFor(options, process.stdin.isTTY && process.stdout.isTTY)) return writeProfile(rest);
  const { openTerminal } = await import('../wizard-terminal.ts');
  const terminal = openTerminal(process.stdin, process.stdout);
  process.stdout.write(
    'An empty answer takes what stands in brackets. Ctrl-C leaves; nothing is written before the end.\n',
  );
  try {
    await writeProfile(rest, terminal);
  } finally {
    terminal.close();
  }
}

export function defineInit(root: Command): Command {
  return root
    .command('init')
    .description('write a commented target profile; asks in a terminal when no flag names the SP')
    .option('--from <metadata>', 'SP metadata: a file or a URL')
    .option('-o, --output <file>', 'the profile to write', 'target.yaml')
    .option('--name <text>', 'what reports call the service provider')
    .option('--gallery <name>', 'application of the Entra gallery whose claims to take over')
    .option('--entity-id <id>', 'the SP’s identifier; chooses where the metadata has several')
    .option('--acs-url <url>', 'the SP’s reply URL')
    .option('--start-url <url>', 'where a person starts to sign in')
    .option('--button <name>', 'button to press there before the identity provider is reached')
    .addOption(new Option('--idp-initiated', 'a sign-in may start at the identity provider too').preset('yes'))
    .option('--protected-url <url>', 'a page that needs a session and shows who is signed in')
    .option('--signed-in <sign>', 'how that page shows success: status=200, selector=CSS or text=REGEX')
    .option('--identity <place>', 'where it names the person: a JSON pointer, selector=CSS or text=REGEX with a group')
    .option('--authorization <text>', 'beyond this machine: whose system it is, and who agreed to the tests')
    .addOption(caOption())
    .option('--yes', 'ask nothing; what no flag says stays at its default, marked «check»')
    .option('--force', 'overwrite an existing profile')
    .addHelpText('after', '\nExample:\n  samlproof init --from https://sp.example/saml/metadata -o target.yaml\n')
    .action(async (options: InitOptions) => {
      await init(options);
      process.stdout.write(
        `Wrote ${options.output}. Look through the lines marked «check», then:\n  samlproof metadata --target ${options.output} --format saml   (give this to the SP)\n  samlproof doctor --target ${options.output}\n`,
      );
    });
}
