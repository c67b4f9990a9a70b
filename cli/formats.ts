/** Reads --reporter. */

import { type Format, formats } from '../reports/render.ts';
import { UsageError } from './exit.ts';

/**
 * The formats asked for; HTML when nothing was. result.json is always written and therefore left out.
 * @throws UsageError for a name that is none
 */
export function formatsOf(list: string[] | undefined): Format[] {
  const wanted = list ?? ['html'];
  const unknown = wanted.filter((name) => !(formats as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no reporter «${unknown.join('», «')}»; known are ${formats.join(', ')}.`);
  }
  return wanted.filter((name) => name !== 'json') as Format[];
}
