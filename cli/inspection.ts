/** Explains a captured message. */

import type { InspectOptions } from './commands/inspect.ts';

export function inspectCommand(_file: string, _options: InspectOptions): Promise<void> {
  return Promise.resolve();
}
