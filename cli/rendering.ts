/** Renders a recorded result again. */

import path from 'node:path';
import { type Format, formats, renderReports } from '../reports/render.ts';
import { readResult } from '../reports/result.ts';
import { UsageError } from './exit.ts';

export async function reportCommand(place: string, options: { reporter?: string[]; out?: string }): Promise<void> {
  const wanted = options.reporter ?? ['html'];
  const unknown = wanted.filter((name) => !(formats as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no reporter «${unknown.join('», «')}»; known are ${formats.join(', ')}.`);
  }
  const { result, missing, file } = await readResult(place);
  for (const sentence of missing) process.stderr.write(`${sentence}\n`);
  const folder = path.dirname(file);
  for (const written of await renderReports(result, wanted as Format[], options.out ?? folder, folder)) {
    process.stdout.write(`${path.resolve(written)}\n`);
  }
}
