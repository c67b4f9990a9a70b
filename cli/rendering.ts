/** Renders a recorded result again. */

import path from 'node:path';
import { renderReports } from '../reports/render.ts';
import { readResult } from '../reports/result.ts';
import { formatsOf } from './formats.ts';

export async function reportCommand(place: string, options: { reporter?: string[]; out?: string }): Promise<void> {
  const wanted = formatsOf(options.reporter);
  const { result, missing, file } = await readResult(place);
  for (const sentence of missing) process.stderr.write(`${sentence}\n`);
  const folder = path.dirname(file);
  for (const written of await renderReports(result, wanted, options.out ?? folder, folder)) {
    process.stdout.write(`${path.resolve(written)}\n`);
  }
}
