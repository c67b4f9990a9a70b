/** Prints the claims view as a table or JSON, and writes it as a page where asked. */

import { writeFile } from 'node:fs/promises';
import { claimsView, type ClaimRow, type ClaimsView } from '../scenarios/claims-view.ts';
import { claimsPage } from './claims-page.ts';
import { networkOf } from '../scenarios/drive/http-network.ts';
import type { ClaimsOptions } from './commands/claims.ts';
import { UsageError } from './exit.ts';
import { leaveOnSignal } from './interrupt.ts';
import { idpOptionsOf } from './options.ts';
import { paint } from './progress.ts';
import { version } from './version.ts';

export async function claimsCommand(options: ClaimsOptions): Promise<void> {
  leaveOnSignal();
  const view = await claimsView({
    ...idpOptionsOf(options),
    profile: options.target,
    driver: options.driver,
    network: await networkOf(process.env, options.ca),
    version: version(),
    say: (sentence) => {
      if (!options.quiet && !options.json) process.stderr.write(`${sentence}\n`);
    },
  });
  process.stdout.write(options.json ? `${JSON.stringify(view, null, 2)}\n` : claimsTable(view));
  if (options.html === undefined) return;
  try {
    await writeFile(options.html, claimsPage(view));
  } catch (cause) {
    throw new UsageError(`${options.html} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

const colours = { same: 'green', missing: 'yellow', renamed: 'cyan' } as const;

function line({ name, values, outcome, shownAs, shown, required, advice }: ClaimRow): string {
  const colour = (colours as Partial<Record<string, 'green' | 'yellow' | 'cyan'>>)[outcome] ?? 'magenta';
  const mark = paint(colour, outcome.padEnd(13), process.stdout);
  const where = shownAs === null || shownAs === name ? '' : ` as ${shownAs}`;
  return [
    `${mark}  ${required ? 'required' : 'optional'}  ${name}`,
    `               sent    ${values.join(' | ')}`,
    ...(outcome === 'same' || shown.length === 0 ? [] : [`               shown   ${shown.join(' | ')}${where}`]),
    ...(advice === '' ? [] : [`               ${advice}`]),
  ].join('\n');
}

/** The view for a terminal. */
export function claimsTable({ target, user, nameId, claims }: ClaimsView): string {
  const required = claims.filter((one) => one.required).map(({ name }) => name);
  return [
    `Claims of ${user} at ${target}`,
    '',
    `NameID         sent ${nameId.sent}, shown ${nameId.shown ?? 'nothing'}`,
    ...claims.map(line),
    '',
    required.length === 0
      ? 'The service provider signs the person in without any of them.'
      : `Required: ${required.join(', ')}. In the profile: required: true at these claims.`,
    '',
  ].join('\n');
}
