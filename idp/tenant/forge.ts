/** node-forge, loaded when a certificate is first made or a PFX file read: an IdP that has its keys is ready without it. */

import { createRequire } from 'node:module';
import type Forge from 'node-forge';

let loaded: typeof Forge | undefined;

/** The library; loading it takes about 40 ms. */
export function loadForge(): typeof Forge {
  loaded ??= createRequire(import.meta.url)('node-forge') as typeof Forge;
  return loaded;
}
