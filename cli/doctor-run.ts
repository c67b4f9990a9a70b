/** Runs the doctor and prints its steps as they are done. */

import path from 'node:path';
import { networkOf } from '../scenarios/drive/http-network.ts';
import { type DoctorStep, runDoctor } from '../scenarios/doctor.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import { exitCodes } from './exit.ts';
import { leaveOnSignal } from './interrupt.ts';
import { idpOptionsOf } from './options.ts';
import { paint } from './progress.ts';
import { version } from './version.ts';

/** @returns 0 when every step succeeded, else 2 */
export async function doctorCommand(options: DoctorOptions): Promise<number> {
  leaveOnSignal();
  const { ok, steps } = await runDoctor({
    ...idpOptionsOf(options),
    profile: options.target,
    driver: options.driver,
    network: await networkOf(process.env, options.ca),
    version: version(),
    out: options.out,
    say: (sentence) => {
      if (!options.quiet) process.stderr.write(`${sentence}\n`);
    },
    onStep: (step) => {
      if (!options.json) process.stdout.write(printed(step, options.out));
    },
  });
  if (options.json) process.stdout.write(`${JSON.stringify({ ok, steps }, null, 2)}\n`);
  else if (ok) process.stdout.write(`All is well. Next: samlproof run --target ${options.target}\n`);
  return ok ? exitCodes.ok : exitCodes.inconclusive;
}

function printed({ name, ok, message, advice, url, screenshot }: DoctorStep, out: string): string {
  const mark = ok ? paint('green', 'ok  ', process.stdout) : paint('red', 'FAIL', process.stdout);
  return [
    `${mark}  ${name.padEnd(21)}  ${message}`,
    ...(url === null ? [] : [`        last URL    ${url}`]),
    ...(screenshot === null ? [] : [`        screenshot  ${path.resolve(out, screenshot)}`]),
    ...(advice.length === 0
      ? []
      : ['        likeliest causes:', ...advice.map((cause, index) => `          ${index + 1}. ${cause}`)]),
    '',
  ].join('\n');
}
