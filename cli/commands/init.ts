/** `samlproof init`: writes a commented target profile, from SP metadata where there is some. */

import type { Command } from 'commander';

interface InitOptions {
  from?: string;
  output: string;
  name?: string;
  startUrl?: string;
  protectedUrl?: string;
  force?: boolean;
}

export function defineInit(root: Command): Command {
  return root
    .command('init')
    .description('write a commented target profile')
    .option('--from <metadata>', 'SP metadata: a file or a URL')
    .option('-o, --output <file>', 'the profile to write', 'target.yaml')
    .option('--name <text>', 'what reports call the service provider')
    .option('--start-url <url>', 'where a person starts to sign in')
    .option('--protected-url <url>', 'a page that needs a session and shows who is signed in')
    .option('--force', 'overwrite an existing profile')
    .addHelpText('after', '\nExample:\n  samlproof init --from https://sp.example/saml/metadata -o target.yaml\n')
    .action(async (options: InitOptions) => {
      const { writeProfile } = await import('../profile-file.ts');
      await writeProfile(options);
      process.stdout.write(
        `Wrote ${options.output}. Look through the lines marked «check», then:\n  samlproof metadata --target ${options.output} --format saml   (give this to the SP)\n  samlproof doctor --target ${options.output}\n`,
      );
    });
}
